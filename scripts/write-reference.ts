/** `npm run docs`: makes anew what the documentation takes from the code, and what the tutorial's commands print. */
import { readFileSync, writeFileSync } from 'node:fs';
import { withGeneratedParts } from './reference/generated-parts.ts';
import { withRealOutputs } from './reference/tutorial-run.ts';

const reference = new URL('../docs/flow-language.md', import.meta.url);
const tutorial = new URL('../docs/tutorial.md', import.meta.url);
writeFileSync(reference, withGeneratedParts(readFileSync(reference, 'utf8')));
writeFileSync(tutorial, await withRealOutputs(readFileSync(tutorial, 'utf8')));
