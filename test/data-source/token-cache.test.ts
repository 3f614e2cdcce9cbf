import { expect, test } from 'vitest';
import { createTokenCache, type Token, type TokenLoss, tokenOf } from '../../src/data-source/token-cache.ts';
import { failed, ok, type Result } from '../../src/result.ts';

/** A cache over fetches that a test settles one by one. */
function aCache() {
  const clock = { atMs: 0, nowMs: () => clock.atMs };
  const fetches: ((fetched: Result<Token, TokenLoss>) => void)[] = [];
  const cache = createTokenCache(() => new Promise((resolve) => fetches.push(resolve)), clock);
  return { cache, clock, fetches };
}

test('however many ask, a token is fetched once, and kept', async () => {
  const { cache, fetches } = aCache();
  const asked = Promise.all([cache.get(), cache.get(), cache.get()]);
  fetches[0]?.(ok(tokenOf('one', 0, 3_600_000)));
  expect(await asked).toEqual([ok('one'), ok('one'), ok('one')]);
  expect(await cache.get()).toEqual(ok('one'));
  expect(fetches.length).toBe(1);
});

test('a token is used until a minute before its end, a short one for half of its life', async () => {
  expect(tokenOf('a', 1_000, 3_600_000).usableUntilMs).toBe(1_000 + 3_540_000);
  expect(tokenOf('a', 1_000, 40_000).usableUntilMs).toBe(21_000);
  expect(tokenOf('a', 0, Number.MAX_VALUE).usableUntilMs).toBe(24 * 60 * 60 * 1_000);
  const { cache, clock, fetches } = aCache();
  const first = cache.get();
  fetches[0]?.(ok(tokenOf('one', 0, 3_600_000)));
  await first;
  clock.atMs = 3_539_999;
  expect(await cache.get()).toEqual(ok('one'));
  clock.atMs = 3_540_000;
  const second = cache.get();
  fetches[1]?.(ok(tokenOf('two', clock.atMs, 3_600_000)));
  expect(await second).toEqual(ok('two'));
});

test('those whose token was refused at the same time share one new token', async () => {
  const { cache, fetches } = aCache();
  const first = cache.get();
  fetches[0]?.(ok(tokenOf('one', 0, 3_600_000)));
  await first;
  cache.forget('one');
  const renewed = cache.get();
  cache.forget('one');
  const again = cache.get();
  fetches[1]?.(ok(tokenOf('two', 0, 3_600_000)));
  expect(await Promise.all([renewed, again])).toEqual([ok('two'), ok('two')]);
  cache.forget('one');
  expect(await cache.get()).toEqual(ok('two'));
  expect(fetches.length).toBe(2);
});

test('a failure is told to all who wait, and is not kept', async () => {
  const { cache, fetches } = aCache();
  const loss = failed<TokenLoss>({ type: 'unreachable', code: 'token/500' });
  const asked = Promise.all([cache.get(), cache.get()]);
  fetches[0]?.(loss);
  expect(await asked).toEqual([loss, loss]);
  const next = cache.get();
  fetches[1]?.(ok(tokenOf('two', 0, 1_000)));
  expect(await next).toEqual(ok('two'));
});

test('a fetch that throws does not keep later ones from trying', async () => {
  let tries = 0;
  const cache = createTokenCache(
    async () => {
      tries += 1;
      if (tries === 1) throw new Error('broken');
      return ok(tokenOf('two', 0, 1_000));
    },
    { nowMs: () => 0 },
  );
  await expect(cache.get()).rejects.toThrow('broken');
  expect(await cache.get()).toEqual(ok('two'));
});
