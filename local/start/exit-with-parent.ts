/**
 * Preloaded (`node --import`) into a program that is not ours: ends it when the process that started it is gone, however
 * that ended, by the signal that it closes on. The IPC channel breaks even if the parent was killed.
 */

/** Time that the program gets to close by itself, in milliseconds. */
const closeTimeoutMs = 3_000;

process.on('disconnect', () => {
  setTimeout(() => process.exit(1), closeTimeoutMs).unref();
  process.kill(process.pid, 'SIGINT');
});
