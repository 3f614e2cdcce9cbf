import { describe, expect, it } from 'vitest';
import { type Reception, receiveIncomingCall } from '../../src/calls/receive-incoming-call.ts';
import { aWorld, startMs } from './a-world.ts';
import {
  anIncomingCall,
  callerNumber,
  dispositions,
  happens,
  lastToken,
  storageFails,
  sweeps,
  theAttempt,
  theCall,
} from './happenings.ts';
import { fallbackNumber, speaks } from './programs.ts';
import { refused, uncertain } from './scripted-telephony.ts';

describe('a call that rings', () => {
  it('is answered once, and becomes the row of its connection', async () => {
    const world = aWorld();

    const reception = await receiveIncomingCall(world.services, anIncomingCall());

    expect(reception).toBe('taken');
    expect(world.telephony.requests).toEqual([
      {
        command: { type: 'answer', token: '1.0' },
        call: { attemptId: 'attempt-1', from: callerNumber, incomingCallContext: 'context-1' },
        repeatability: { requestId: 'uuid of attempt-1/1.0', firstSentAtMs: startMs },
        timeoutMs: 3_000,
      },
    ]);
    expect(theCall(world)).toMatchObject({
      id: 'call-1',
      attemptId: 'attempt-1',
      phase: 'open',
      intents: [],
      dueAtMs: startMs + 3_000,
      state: {
        callId: 'call-1',
        phase: 'answering',
        operations: [{ token: '1.0', kind: 'answer', dueAtMs: startMs + 3_000 }],
      },
    });
    expect(theAttempt(world)).toMatchObject({ phase: 'handedOver', boundTo: 'call-1', dueAtMs: startMs + 900_000 });
  });

  it('leaves the handle of the ringing call in the attempt alone', async () => {
    const world = aWorld();
    await receiveIncomingCall(world.services, anIncomingCall());
    expect(Object.keys(theCall(world))).not.toContain('incomingCallContext');
  });

  it('is answered although its number is withheld', async () => {
    const world = aWorld();
    const reception = await receiveIncomingCall(world.services, anIncomingCall({ from: '' }));
    await happens(world, { type: 'callConnected' });
    expect([reception, ...world.telephony.sent()]).toEqual(['taken', 'answer', 'play']);
    expect(world.telephony.requests.map(({ call }) => call.from)).toEqual(['', '']);
  });

  it('passes a withheld number on to the fallback number as well', async () => {
    const world = aWorld();
    world.telephony.answers('answer', refused);
    await receiveIncomingCall(world.services, anIncomingCall({ from: '' }));
    expect(world.telephony.requests.map(({ command, call }) => [command.type, call.from])).toEqual([
      ['answer', ''],
      ['redirect', ''],
    ]);
  });

  it('is rejected where the line does not have its number, and recorded as such', async () => {
    const world = aWorld();
    const reception = await receiveIncomingCall(world.services, anIncomingCall({ to: '+14255550199' }));
    expect([reception, ...world.telephony.sent()]).toEqual(['taken', 'reject']);
    expect(world.archive.callDetailRecords()).toMatchObject([
      { attemptId: 'attempt-1', to: '+14255550199', flow: 'unrouted', disposition: 'rejected', durationMs: 0 },
    ]);
    expect(theAttempt(world)).toMatchObject({ phase: 'over', intents: [] });
  });

  it('is taken when it rang 25 seconds, and ignored after that', async () => {
    const [inTime, tooLate] = [aWorld(), aWorld()];
    const receptions = [
      await receiveIncomingCall(inTime.services, anIncomingCall({ raisedAtMs: startMs - 25_000 })),
      await receiveIncomingCall(tooLate.services, anIncomingCall({ raisedAtMs: startMs - 25_001 })),
    ];
    expect(receptions).toEqual(['taken', 'tooOld']);
    expect({ rows: tooLate.attempts.records(), sent: tooLate.telephony.sent() }).toEqual({ rows: [], sent: [] });
  });

  it('leaves no number in the log', async () => {
    const world = aWorld();
    await receiveIncomingCall(world.services, anIncomingCall());
    await happens(world, { type: 'callConnected' });
    expect(JSON.stringify(world.log)).not.toMatch(/425555|context-1/);
  });
});

describe('a second delivery of the same call', () => {
  it('performs nothing while the first is at work', async () => {
    const world = aWorld();
    const receptions: Reception[] = [];
    world.telephony.answers('answer', async () => {
      receptions.push(await receiveIncomingCall(world.another().services, anIncomingCall()));
      return { type: 'done', callId: 'call-1' };
    });
    receptions.push(await receiveIncomingCall(world.services, anIncomingCall()));
    expect(receptions).toEqual(['repeated', 'taken']);
    expect(world.telephony.sent()).toEqual(['answer']);
  });

  it('does what the first left behind when it died before the answer', async () => {
    const world = aWorld();
    world.interruptions.diesAtRequest(1);
    await receiveIncomingCall(world.services, anIncomingCall());
    world.clock.pass(5_000);
    const reception = await receiveIncomingCall(world.another().services, anIncomingCall());
    expect([reception, ...world.telephony.sent()]).toEqual(['repeated', 'answer']);
    expect(theCall(world).state.callId).toBe('call-1');
  });

  it('is not passed on to the fallback number when the storage fails in it', async () => {
    const world = aWorld();
    await receiveIncomingCall(world.services, anIncomingCall());
    const second = world.another();
    second.interruptions.before('attempts.load', storageFails);
    const reception = await receiveIncomingCall(second.services, anIncomingCall());
    expect([reception, ...world.telephony.sent()]).toEqual(['repeated', 'answer']);
  });

  it('is not passed on where it comes to an instance whose flows are broken, for another has the call', async () => {
    const world = aWorld();
    world.telephony.answers('answer', uncertain, uncertain);
    await receiveIncomingCall(world.services, anIncomingCall());
    const { services } = world.another();
    const catalog = { ...services.catalog, route: () => Promise.reject(new Error('broken')) };
    expect(await receiveIncomingCall({ ...services, catalog }, anIncomingCall())).toBe('repeated');
    expect(world.telephony.sent()).not.toContain('redirect');
    expect(await receiveIncomingCall({ ...services, catalog }, anIncomingCall({ attemptId: 'new' }))).toBe(
      'toFallback',
    );
  });

  it('is not answered again after the call was rescued and ended', async () => {
    const world = aWorld();
    await receiveIncomingCall(world.services, anIncomingCall());
    world.calls.spoil('call-1', 'damaged');
    await happens(world, { type: 'callConnected' }, { to: world.another() });
    await happens(world, { type: 'transferAccepted', token: lastToken(world) });
    await happens(world, { type: 'callDisconnected', reason: '200' });
    const reception = await receiveIncomingCall(world.another().services, anIncomingCall());
    await sweeps(world, 3);
    expect([reception, ...world.telephony.sent()]).toEqual(['repeated', 'answer', 'transfer']);
    expect(dispositions(world)).toEqual(['connected']);
  });

  it('leaves an attempt alone that is closed and cannot be read', async () => {
    const world = aWorld();
    await receiveIncomingCall(world.services, anIncomingCall());
    world.attempts.spoil('attempt-1', 'unknownKey');
    world.clock.pass(20_000);
    await receiveIncomingCall(world.services, anIncomingCall({ raisedAtMs: startMs + 19_000 }));
    expect(world.telephony.sent()).toEqual(['answer']);
    expect(theAttempt(world).phase).toBe('handedOver');
  });
});

describe('an incoming call while the storage fails', () => {
  it('counts an insert whose response was lost as its own', async () => {
    const world = aWorld();
    world.interruptions.after('attempts.insert', storageFails);
    const reception = await receiveIncomingCall(world.services, anIncomingCall());
    expect([reception, ...world.telephony.sent()]).toEqual(['taken', 'answer']);
  });

  it('is passed on to the fallback number when it could not be written twice', async () => {
    const world = aWorld();
    world.interruptions.before('attempts.insert', storageFails);
    world.interruptions.before('attempts.insert', storageFails);
    const reception = await receiveIncomingCall(world.services, anIncomingCall());
    expect(reception).toBe('toFallback');
    expect(world.telephony.requests).toEqual([
      {
        command: { type: 'redirect', to: fallbackNumber, token: 'fallback' },
        call: { attemptId: 'attempt-1', from: callerNumber, incomingCallContext: 'context-1' },
        repeatability: { requestId: 'uuid of attempt-1/fallback', firstSentAtMs: startMs },
        timeoutMs: 3_000,
      },
    ]);
  });

  it('is lost where the service does not pass it on either', async () => {
    const world = aWorld();
    world.interruptions.before('attempts.insert', storageFails);
    world.interruptions.before('attempts.insert', storageFails);
    world.telephony.answers('redirect', refused);
    expect(await receiveIncomingCall(world.services, anIncomingCall())).toBe('lost');
  });

  it('is lost, and says so, where there is no fallback number', async () => {
    const world = aWorld({ program: speaks, withoutFallback: true });
    world.interruptions.before('attempts.insert', storageFails);
    world.interruptions.before('attempts.insert', storageFails);
    const reception = await receiveIncomingCall(world.services, anIncomingCall());
    expect([reception, ...world.telephony.sent()]).toEqual(['lost']);
    expect(world.log.at(-1)).toEqual({ level: 'error', what: 'incomingCall', attemptId: 'attempt-1', outcome: 'lost' });
  });
});
