/** Something did not end within its bound. */
export class TimedOut extends Error {
  override readonly name = 'TimedOut';
}

/** The promise's outcome, or a TimedOut after `timeoutMs` that names `what`. The work itself goes on unobserved. */
export async function withTimeout<T>(work: Promise<T>, timeoutMs: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const bound = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimedOut(`${what} took longer than ${timeoutMs} ms.`)), timeoutMs);
  });
  try {
    return await Promise.race([work, bound]);
  } finally {
    clearTimeout(timer);
  }
}
