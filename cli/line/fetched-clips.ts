import { checkClip } from '../../src/clips/check-clip.ts';
import type { ClipFault } from '../../src/clips/clip.ts';
import { clipLimits } from '../../src/clips/clip-limits.ts';
import { formatNamed, isClipName } from '../../src/clips/clip-name.ts';
import { misnamed } from '../../src/clips/read-clip.ts';
import type { LineFiles } from '../../src/flow-catalog/line-files.ts';
import type { LineClips } from '../../src/flow-catalog/load-flow-directory.ts';
import { failed, ok, type Result } from '../../src/result.ts';

/** How long one clip may take to come. Milliseconds. */
const fetchMsMax = 20_000;

/**
 * The clips that a line names, fetched from where the service fetches them, one after the other. One that does not come, or is no
 * clip, is a problem of its own, and not called unknown as well.
 */
export async function fetchedClips(baseUrl: string, files: LineFiles): Promise<LineClips> {
  const durations: Record<string, number> = {};
  const problems: (ClipFault & { readonly clip: string })[] = [];
  for (const name of namesIn(files).slice(0, clipLimits.clipsMax)) {
    const sound = await durationOf(`${baseUrl.replace(/\/$/, '')}/${encodeURIComponent(name)}`, name);
    durations[name] = sound.ok ? sound.value : 0;
    if (!sound.ok) problems.push({ clip: name, ...sound.error });
  }
  return { durations, problems };
}

/** The clips that prompts of flows, catalogues and routes name, each once. What can be no clip's name is told by the schema. */
function namesIn({ flows, prompts, routes }: LineFiles): readonly string[] {
  const names = new Set<string>();
  const documents = [...flows.values(), ...prompts.values(), routes].map((file) => file?.document);
  JSON.stringify(documents, (key, inner: unknown) => {
    if (key === 'clip' && typeof inner === 'string' && isClipName(inner)) names.add(inner);
    return inner;
  });
  return [...names].sort();
}

async function durationOf(url: string, name: string): Promise<Result<number, ClipFault>> {
  const bytes = await fetchBytes(url);
  if (!bytes.ok) return bytes;
  const sound = checkClip(bytes.value);
  if (!sound.ok) return sound;
  return sound.value.format === formatNamed(name) ? ok(sound.value.durationMs) : failed(misnamed(sound.value.format));
}

async function fetchBytes(url: string): Promise<Result<Uint8Array, ClipFault>> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(fetchMsMax) });
    if (!response.ok) return failed(notThere(url, `the answer was ${response.status}`));
    const chunks: Uint8Array[] = [];
    let sizeBytes = 0;
    for await (const chunk of response.body ?? []) {
      chunks.push(chunk);
      sizeBytes += chunk.length;
      // One byte more than a clip can have is enough to say so.
      if (sizeBytes > clipLimits.clipBytesMax) break;
    }
    return ok(new Uint8Array(Buffer.concat(chunks)));
  } catch (error) {
    const cause =
      error instanceof Error && error.cause instanceof Error && 'code' in error.cause ? error.cause.code : undefined;
    return failed(notThere(url, String(cause ?? (error instanceof Error ? error.name : 'unknown'))));
  }
}

function notThere(url: string, what: string): ClipFault {
  return {
    message: `It cannot be fetched from ${url}: ${what}.`,
    advice: 'Put it there, or correct its name in the flow.',
  };
}
