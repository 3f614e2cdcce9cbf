import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import { answerClip } from '../clips/answer-clip.ts';
import { composed } from '../composition.ts';

/**
 * HTTP: a clip, for the service to play. Anonymous, since the service shows no credential when it fetches; there is nothing
 * behind it but sound that callers hear anyway.
 */
export async function clip(request: HttpRequest): Promise<HttpResponseInit> {
  const app = composed();
  if (!app.ok) return { status: 503 };
  return answerClip(await app.value.clips.get(request.params.name ?? ''), request);
}

app.http('clip', { methods: ['GET', 'HEAD'], authLevel: 'anonymous', route: 'clips/{name}', handler: clip });
