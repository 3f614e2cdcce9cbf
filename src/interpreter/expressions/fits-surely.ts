import type { ASTNode } from '@marcbachmann/cel-js';
import { parseDate, parseTime } from '../calendar/civil-date.ts';
import { isListType, type VariableType } from '../value-definition.ts';

/** The types of the names that an expression can read. */
export type NameTypes = Readonly<Record<string, VariableType>>;

/** What the fields of `now` are, by the types of variables. */
const nowType: VariableType = { date: 'date', time: 'time', weekday: 'integer', hour: 'integer', minute: 'integer' };

/** Functions that yield whole numbers. */
const yieldingInts: ReadonlySet<unknown> = new Set(['size', 'int', 'indexOf', 'lastIndexOf']);

/**
 * Whether what an expression yields fits a type whatever its values are, beyond what CEL sees: there a fraction is a number as a
 * whole one is, and a date is a text. Types that CEL tells apart fit where its check says so.
 */
export function fitsSurely(node: ASTNode, type: VariableType, names: NameTypes): boolean {
  if (!needsCare(type)) return true;
  const declared = declaredType(node, names);
  if (declared !== undefined) return holdsNoMore(declared, type);
  if (node.op === '?:') return node.args.slice(1).every((branch) => fitsSurely(branch, type, names));
  if (isListType(type)) return isSureList(node, type, names);
  if (type === 'integer') return isWhole(node, names);
  if (node.op !== 'value' || typeof node.args !== 'string') return false;
  return node.args === '' || (type === 'date' ? parseDate(node.args) : parseTime(node.args)) !== undefined;
}

/** Types that hold less than their counterparts of CEL do. */
export function needsCare(type: VariableType): boolean {
  if (isListType(type)) return needsCare(type[0]);
  if (typeof type === 'object') return Object.values(type).some(needsCare);
  return type === 'integer' || type === 'date' || type === 'time';
}

/** Whether whatever a variable of a type holds fits another type, which CEL does not tell apart from it. */
function holdsNoMore(declared: VariableType, type: VariableType): boolean {
  if (!needsCare(type)) return true;
  if (isListType(type)) return isListType(declared) && holdsNoMore(declared[0], type[0]);
  if (typeof type === 'string' || typeof declared === 'string' || isListType(declared)) return declared === type;
  return Object.entries(type).every(([field, inner]) => {
    const own = ownType(declared, field);
    return own !== undefined && holdsNoMore(own, inner);
  });
}

function isSureList(node: ASTNode, type: readonly [VariableType], names: NameTypes): boolean {
  if (node.op === '+') return node.args.every((part) => fitsSurely(part, type, names));
  return node.op === 'list' && node.args.every((item) => fitsSurely(item, type[0], names));
}

function isWhole(node: ASTNode, names: NameTypes): boolean {
  const isSure = (part: ASTNode) => fitsSurely(part, 'integer', names);
  switch (node.op) {
    case 'value':
      return typeof node.args === 'bigint' || Number.isSafeInteger(node.args);
    case '+':
    case '-':
    case '*':
    case '%':
      return node.args.every(isSure);
    case '-_':
      return isSure(node.args);
    case 'call':
      return yieldingInts.has(node.args[0]) || (node.args[0] === 'double' && node.args[1].every(isSure));
    case 'rcall':
      return yieldingInts.has(node.args[0]);
    default:
      return false;
  }
}

/** The declared type of a name, a field or an item; undefined of everything else. */
function declaredType(node: ASTNode, names: NameTypes): VariableType | undefined {
  if (node.op === 'id') return node.args === 'now' ? nowType : ownType(names, node.args);
  if (node.op === '.') {
    const whole = declaredType(node.args[0], names);
    return typeof whole === 'object' && !isListType(whole) ? ownType(whole, node.args[1]) : undefined;
  }
  if (node.op !== '[]') return undefined;
  const list = declaredType(node.args[0], names);
  return list !== undefined && isListType(list) ? list[0] : undefined;
}

function ownType(types: NameTypes, name: string): VariableType | undefined {
  return Object.hasOwn(types, name) ? types[name] : undefined;
}
