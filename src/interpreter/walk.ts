/** What can be reached from some nodes, they among it. */
export function reachable<Node>(from: Iterable<Node>, next: (node: Node) => Iterable<Node>): Set<Node> {
  const seen = new Set<Node>(from);
  // A set is walked in the order of insertion, what is added on the way included.
  for (const node of seen) for (const other of next(node)) seen.add(other);
  return seen;
}

/** The same edges, each the other way round. */
export function reversed<Node>(nodes: Iterable<Node>, next: (node: Node) => Iterable<Node>): Map<Node, Node[]> {
  const back = new Map<Node, Node[]>();
  for (const node of nodes) {
    for (const other of next(node)) {
      const known = back.get(other);
      if (known === undefined) back.set(other, [node]);
      else known.push(node);
    }
  }
  return back;
}

/**
 * The nodes that lie on loops, loop by loop: the strongly connected components, without single nodes that do not lead to
 * themselves. Source: Kosaraju's algorithm, without recursion, since flows are as long as their authors like.
 */
export function loopsIn<Node>(nodes: readonly Node[], next: (node: Node) => readonly Node[]): ReadonlySet<Node>[] {
  const back = reversed(nodes, next);
  const found = new Set<Node>();
  const loops: ReadonlySet<Node>[] = [];
  for (const node of finishOrder(nodes, next).reverse()) {
    if (found.has(node)) continue;
    const members = reachable([node], (one) => (back.get(one) ?? []).filter((other) => !found.has(other)));
    for (const member of members) found.add(member);
    if (members.size > 1 || next(node).includes(node)) loops.push(members);
  }
  return loops;
}

/** The nodes in the order in which a walk in depth is done with them. */
function finishOrder<Node>(nodes: readonly Node[], next: (node: Node) => readonly Node[]): Node[] {
  const seen = new Set<Node>();
  const finished: Node[] = [];
  for (const root of nodes) {
    if (seen.has(root)) continue;
    seen.add(root);
    const open = [{ node: root, rest: next(root)[Symbol.iterator]() }];
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const step = top.rest.next();
      if (step.done === true) {
        finished.push(top.node);
        open.pop();
      } else if (!seen.has(step.value)) {
        seen.add(step.value);
        open.push({ node: step.value, rest: next(step.value)[Symbol.iterator]() });
      }
    }
  }
  return finished;
}
