import { useCallback, useMemo, useState } from 'react';
import type { FeedState } from './call-feed.ts';
import { type EmulatorApi, emulatorApi, type LegAction } from './emulator-api.ts';
import type { CallView } from './emulator-messages.ts';
import { liveCall, shownCall, type TargetPhone, targetPhones } from './shown-call.ts';
import { type Keypad, useKeypad } from './use-keypad.ts';
import { type Say, useSay } from './use-say.ts';
import { type Sounds, useSounds } from './use-sounds.ts';

/** Remembers the page's own call over a reload of the page. */
const OWN_CALL_SETTING = 'callwright.ownCall';

/** Everything that the phones on the page show and do. */
export type Phone = {
  /** The call that the phone is in. */
  live: CallView | undefined;
  /** That call was placed by somebody else: another page, or curl. */
  elsewhere: boolean;
  /** The call whose prompts are shown. */
  shown: CallView | undefined;
  /** A call is being placed, and has not come back through the feed yet. */
  placing: boolean;
  /** What went wrong last, in one sentence. */
  problem: string | undefined;
  targets: TargetPhone[];
  keypad: Keypad;
  say: Say;
  sounds: Sounds;
  placeCall(from: string, to: string): void;
  hangUp(): void;
  actOnTarget(target: TargetPhone, action: LegAction): void;
};

/** The state of the phones, and what a person can do with them. */
export function usePhone(feed: FeedState): Phone {
  const api = useMemo(() => emulatorApi((...request) => fetch(...request)), []);
  const [problem, setProblem] = useState<string>();
  const { ownCallId, placing, placeCall } = usePlacedCall(api, setProblem);
  const live = liveCall(feed.calls, ownCallId);
  const shown = shownCall(feed.calls, ownCallId);
  const targets = targetPhones(feed.calls, shown);
  const sounds = useSounds({
    ringBack: live?.state === 'ringing',
    bell: targets.some(({ leg }) => leg.state === 'ringing'),
  });
  const keypad = useKeypad({ api, call: live, player: sounds.player, onProblem: setProblem });
  const say = useSay({ api, call: live, onProblem: setProblem });
  const report = async (request: Promise<{ ok: true } | { ok: false; problem: string }>): Promise<void> => {
    const answer = await request;
    setProblem(answer.ok ? undefined : answer.problem);
  };
  return {
    live,
    // While this page's own call is being placed, the feed may tell of it before the answer gives its id.
    elsewhere: live !== undefined && live.id !== ownCallId && !placing,
    shown,
    placing,
    problem,
    targets,
    keypad,
    say,
    sounds,
    placeCall,
    hangUp() {
      if (live !== undefined) void report(api.hangUp(live.id));
    },
    actOnTarget({ call, leg }, action) {
      void report(api.actOnLeg(call.id, leg.id, action));
    },
  };
}

type PlacedCall = { ownCallId: string | undefined; placing: boolean; placeCall: Phone['placeCall'] };

function usePlacedCall(api: EmulatorApi, setProblem: (problem: string | undefined) => void): PlacedCall {
  const [ownCallId, setOwnCallId] = useState(() => sessionStorage.getItem(OWN_CALL_SETTING) ?? undefined);
  const [placing, setPlacing] = useState(false);
  const placeCall = useCallback(
    async (from: string, to: string): Promise<void> => {
      setPlacing(true);
      setProblem(undefined);
      const answer = await api.placeCall(from, to);
      setPlacing(false);
      if (!answer.ok) return setProblem(answer.problem);
      setOwnCallId(answer.value.id);
      sessionStorage.setItem(OWN_CALL_SETTING, answer.value.id);
    },
    [api, setProblem],
  );
  return { ownCallId, placing, placeCall: (from, to) => void placeCall(from, to) };
}
