import { expect, test } from 'vitest';
import type { CallInput } from '../../../../local/telephony-emulator/call-model/call-model.ts';
import { aCall, aConnectedCall, aRingingCall, CALLER, DESK, LINE, told } from './call-script.ts';

const tick: CallInput = { type: 'timePassed' };
const answer: CallInput = { type: 'answer', callConnectionId: 'cc', operationContext: 'answer' };
const transfer: CallInput = { type: 'transfer', target: DESK, operationContext: 't' };
const music: CallInput = { type: 'play', sources: [{ kind: 'text', text: 'la' }], loop: true, interrupt: false };
const callerHangsUp: CallInput = { type: 'legHungUp', leg: 'caller' };
const target = (type: 'phoneAccepted' | 'phoneDeclined' | 'phoneBusy' | 'legHungUp', leg = 'target-1'): CallInput => ({
  type,
  leg,
});

test('an answered call is connected after its set-up, in either order of the events', () => {
  const call = aRingingCall();
  expect(told(call.happen(answer, 1_000))).toEqual([]);
  expect(call.model().connection?.state).toBe('connecting');
  expect(told(call.happen(tick, 1_250))).toEqual([
    '1250 legConnected caller',
    '1250 CallConnected 200/0',
    '1250 ParticipantsUpdated 200/0',
  ]);
  const other = aRingingCall({ connectOrder: 'participantsFirst' });
  other.happen(answer, 1_000);
  expect(told(other.happen(tick, 1_250)).slice(1)).toEqual([
    '1250 ParticipantsUpdated 200/0',
    '1250 CallConnected 200/0',
  ]);
});

test('a call that nobody answers is lost after thirty seconds, and a late answer is refused', () => {
  const call = aRingingCall();
  expect(told(call.happen(answer, 30_001))).toEqual([
    '30000 legEnded caller',
    '30000 ended notAnswered',
    '30001 refused 404/8522',
  ]);
});

test('the caller may give up while it rings, or while the answer is being set up', () => {
  expect(told(aRingingCall().happen(callerHangsUp, 1_000))).toEqual([
    '1000 legEnded caller',
    '1000 ended callerHungUp',
  ]);
  const answered = aRingingCall();
  answered.happen(answer, 1_000);
  expect(told(answered.happen(callerHangsUp, 1_100))[0]).toBe('1100 AnswerFailed 487/540487');
});

test('a call is rejected without a word to the app', () => {
  const call = aRingingCall();
  expect(told(call.happen({ type: 'reject', reason: 'busy' }, 500))).toEqual([
    '500 legEnded caller',
    '500 ended rejected',
  ]);
});

test('a redirected call rings at its target and ends with it', () => {
  const call = aRingingCall();
  expect(told(call.happen({ type: 'redirect', target: DESK }, 500))).toEqual(['500 rings target-1']);
  expect(told(call.happen(answer, 600))).toEqual(['600 refused 400/8585']);
  expect(told(call.happen(target('phoneAccepted'), 700))).toEqual([
    '700 target-1 accepted',
    '700 legConnected target-1',
    '700 legConnected caller',
  ]);
  expect(told(call.happen(target('legHungUp'), 800)).at(-1)).toBe('800 ended targetHungUp');
  const missed = aRingingCall();
  missed.happen({ type: 'redirect', target: DESK }, 500);
  expect(told(missed.happen(target('phoneBusy'), 600)).at(-1)).toBe('600 ended redirectFailed');
});

test('an accepted transfer connects the two telephones and takes the app out', () => {
  const call = aConnectedCall();
  expect(told(call.happen(transfer, 1_000))).toEqual(['1000 rings target-1']);
  expect(call.model().connection?.state).toBe('transferring');
  const accepted = call.happen(target('phoneAccepted'), 2_000);
  expect(told(accepted)).toEqual([
    '2000 target-1 accepted',
    '2000 legConnected target-1',
    '2000 CallTransferAccepted 200/0',
    '2000 CallDisconnected 200/7000',
  ]);
  expect(accepted[2]).toMatchObject({ data: { operationContext: 't', transferTarget: { rawId: `4:${DESK}` } } });
  expect(told(call.happen({ type: 'hangUp' }, 2_100))).toEqual(['2100 refused 404/8522']);
  expect(told(call.happen(callerHangsUp, 3_000))).toEqual([
    '3000 legEnded caller',
    '3000 legEnded target-1',
    '3000 ended callerHungUp',
  ]);
});

test('the events of an accepted transfer can come the other way round', () => {
  const call = aConnectedCall({ transferOrder: 'disconnectedFirst' });
  call.happen(transfer, 1_000);
  expect(told(call.happen(target('phoneAccepted'), 2_000)).slice(2)).toEqual([
    '2000 CallDisconnected 200/7000',
    '2000 CallTransferAccepted 200/0',
  ]);
});

test.each([
  [target('phoneBusy'), '2000 target-1 busy', '2000 CallTransferFailed 486/560486'],
  [target('phoneDeclined'), '2000 target-1 declined', '2000 CallTransferFailed 603/0'],
  [target('legHungUp'), '2000 target-1 declined', '2000 CallTransferFailed 603/0'],
])('after %o the call goes on', (input, rung, event) => {
  const call = aConnectedCall();
  call.happen(transfer, 1_000);
  expect(told(call.happen(input, 2_000))).toEqual([rung, event]);
  expect(told(call.happen(music, 2_100))[0]).toBe('2100 PlayStarted 200/0');
  expect(told(call.happen(transfer, 2_200))).toEqual(['2200 rings target-2']);
});

test('a target that does not answer fails the transfer after a minute', () => {
  const call = aConnectedCall();
  call.happen(transfer, 1_000);
  expect(told(call.happen(tick, 100_000))).toEqual(['61000 target-1 noAnswer', '61000 CallTransferFailed 487/10004']);
});

test('during a transfer another is refused, and media too unless the settings allow it', () => {
  const call = aConnectedCall();
  call.happen(transfer, 1_000);
  expect(told(call.happen(transfer, 1_100))).toEqual(['1100 refused 409/8607']);
  expect(told(call.happen(music, 1_200))).toEqual(['1200 refused 400/8501']);
  const lenient = aConnectedCall({ mediaDuringTransfer: 'allowed' });
  lenient.happen(transfer, 1_000);
  expect(told(lenient.happen(music, 1_200))[0]).toBe('1200 PlayStarted 200/0');
});

test('a caller who hangs up during a transfer stops the target from ringing', () => {
  const call = aConnectedCall();
  call.happen(transfer, 1_000);
  expect(told(call.happen(callerHangsUp, 2_000))).toEqual([
    '2000 CallDisconnected 200/540000',
    '2000 legEnded caller',
    '2000 target-1 canceled',
    '2000 ended callerHungUp',
  ]);
});

test.each([
  ['silent', ['CallDisconnected 200/540000']],
  ['canceledBefore', ['PlayCanceled 400/8508', 'CallTransferFailed 487/8542', 'CallDisconnected 200/540000']],
  ['canceledAfter', ['CallDisconnected 200/540000', 'PlayCanceled 400/8508', 'CallTransferFailed 487/8542']],
  ['failedBefore', ['PlayFailed 400/8528', 'CallTransferFailed 487/8542', 'CallDisconnected 200/540000']],
] as const)('operations that are open when the call ends are %s', (openOperationsAtEnd, events) => {
  const call = aConnectedCall({ openOperationsAtEnd });
  call.happen(music, 1_000);
  call.happen(transfer, 1_050);
  const effects = call.happen(callerHangsUp, 1_100);
  expect(told(effects.filter(({ type }) => type === 'eventRaised'))).toEqual(events.map((event) => `1100 ${event}`));
});

test('media and transfers need a connected call; hanging up needs an answered one', () => {
  const ringing = aRingingCall();
  expect(told(ringing.happen(music, 100))).toEqual(['100 refused 404/8522']);
  expect(told(ringing.happen({ type: 'terminate' }, 100))).toEqual(['100 refused 404/8522']);
  ringing.happen(answer, 200);
  expect(told(ringing.happen(music, 300))).toEqual(['300 refused 400/8501']);
  expect(told(ringing.happen(transfer, 300))).toEqual(['300 refused 400/8501']);
  expect(told(ringing.happen({ type: 'hangUp' }, 300))[0]).toBe('300 CallDisconnected 200/7000');
});

test('what a telephone does when it cannot matter changes nothing', () => {
  const placed: CallInput = { type: 'callPlaced', callId: 'other', from: CALLER, to: LINE };
  expect(told(aCall().happen(callerHangsUp, 0))).toEqual(['0 ignored noSuchLeg']);
  expect(told(aConnectedCall().happen(placed, 300))).toEqual(['300 ignored wrongState']);
  expect(told(aConnectedCall().happen(target('phoneAccepted', 'caller'), 300))).toEqual(['300 ignored wrongState']);
  const ended = aConnectedCall();
  ended.happen(callerHangsUp, 300);
  expect(told(ended.happen({ type: 'keyPressed', leg: 'caller', key: '1' }, 400))).toEqual(['400 ignored callEnded']);
});
