/** The holes in front of a loudspeaker; they light up in a wave while it speaks. Decoration only. */
export function Grille({ sounding }: { sounding: boolean }) {
  return <div className={sounding ? 'grille grille--sounding' : 'grille'} aria-hidden="true" />;
}
