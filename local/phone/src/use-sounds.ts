import { useEffect, useState } from 'react';
import { TonePlayer } from './tone-player.ts';

const MUTED_SETTING = 'callwright.muted';

/** The page's loudspeaker and its switch, which the browser remembers. */
export type Sounds = { player: TonePlayer; muted: boolean; setMuted(muted: boolean): void };

/** Plays what rings, and gives the player for keys. */
export function useSounds(ringing: { ringBack: boolean; bell: boolean }): Sounds {
  const [player] = useState(() => new TonePlayer());
  const [muted, setMuted] = useState(() => localStorage.getItem(MUTED_SETTING) === 'yes');

  useEffect(() => {
    const unlock = (): void => player.unlock();
    window.addEventListener('pointerdown', unlock);
    window.addEventListener('keydown', unlock);
    return () => {
      window.removeEventListener('pointerdown', unlock);
      window.removeEventListener('keydown', unlock);
    };
  }, [player]);
  useEffect(() => {
    player.setMuted(muted);
    localStorage.setItem(MUTED_SETTING, muted ? 'yes' : 'no');
  }, [player, muted]);
  useEffect(() => player.setSounding('ringBack', ringing.ringBack), [player, ringing.ringBack]);
  useEffect(() => player.setSounding('bell', ringing.bell), [player, ringing.bell]);

  return { player, muted, setMuted };
}
