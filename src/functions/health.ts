import { app, type HttpResponseInit } from '@azure/functions';
import { composed } from '../composition.ts';

/** HTTP: whether the line can take calls. 503 names the settings that are wrong, never their values. */
export async function health(): Promise<HttpResponseInit> {
  const app = composed();
  if (!app.ok) return { status: 503, jsonBody: { status: 'notConfigured', problems: app.error } };
  const flows = app.value.flowsProblem();
  if (flows !== undefined) return { status: 503, jsonBody: { status: 'notConfigured', problems: [flows] } };
  const storage = await app.value.storageAnswers();
  return storage
    ? { status: 200, jsonBody: { status: 'ok' } }
    : { status: 503, jsonBody: { status: 'storageUnavailable' } };
}

app.http('health', { methods: ['GET'], authLevel: 'anonymous', route: 'health', handler: health });
