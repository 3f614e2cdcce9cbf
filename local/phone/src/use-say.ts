import { useState } from 'react';
import type { EmulatorApi } from './emulator-api.ts';
import type { CallView } from './emulator-messages.ts';

/** Longest text that can be said at once; characters. The emulator refuses more. */
export const SAY_CHARS_MAX = 1_000;

/** The caller's voice: a text that is typed, then said. */
export type Say = {
  /** Whether words reach anybody: only in a connected call. */
  live: boolean;
  text: string;
  setText(text: string): void;
  /** Says the text, and empties the field; what the emulator does not take comes back into it. */
  send(): void;
};

/** What the voice works with. */
export type SayParts = {
  api: EmulatorApi;
  call: CallView | undefined;
  onProblem(problem: string | undefined): void;
};

/** A voice that says one text after the other. */
export function useSay({ api, call, onProblem }: SayParts): Say {
  const callId = call?.id;
  const [typed, setTyped] = useState({ callId, text: '' });
  const [sending, setSending] = useState(false);
  const live = call?.state === 'connected';
  const text = typed.callId === callId ? typed.text : '';
  const send = async (): Promise<void> => {
    // Requests side by side may overtake one another; the text stays in the field until the one before is through.
    if (!live || sending || callId === undefined || text.trim() === '') return;
    setSending(true);
    setTyped({ callId, text: '' });
    const answer = await api.say(callId, text);
    setSending(false);
    onProblem(answer.ok ? undefined : answer.problem);
    if (!answer.ok) setTyped((now) => (now.callId === callId && now.text === '' ? { callId, text } : now));
  };
  return { live, text, setText: (changed) => setTyped({ callId, text: changed }), send: () => void send() };
}
