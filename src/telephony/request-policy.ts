import { AsyncLocalStorage } from 'node:async_hooks';
import type { PipelinePolicy } from '@azure/core-rest-pipeline';
import type { Repeatability } from '../calls/ports/telephony.ts';

interface RequestSettings {
  readonly timeoutMs: number;
  readonly repeatability?: Repeatability;
}

const settings = new AsyncLocalStorage<RequestSettings>();

/** Runs a request of the SDK under settings that several of its methods give no way to set. */
export function withRequestSettings<T>(chosen: RequestSettings, request: () => Promise<T>): Promise<T> {
  return settings.run(chosen, request);
}

/**
 * Sets the time-out of every request, since SDK 1.6.0 drops `abortSignal` and `requestOptions` of startRecognizing,
 * cancelAllOperations and others; and replaces the random repeatability id that the SDK makes for each call by ours, which is
 * the same for every repeat of a command. Requests that carry no such header get none: the service would not honour it.
 */
export const requestPolicy: PipelinePolicy = {
  name: 'callwrightRequest',
  sendRequest(request, next) {
    const chosen = settings.getStore();
    if (chosen === undefined) return next(request);
    request.timeout = chosen.timeoutMs;
    // `timeout` ends with the response's headers and does not cover the fetching of a token; the signal covers both.
    request.abortSignal ??= AbortSignal.timeout(chosen.timeoutMs);
    if (chosen.repeatability !== undefined && request.headers.has('Repeatability-Request-ID')) {
      request.headers.set('Repeatability-Request-ID', chosen.repeatability.requestId);
      request.headers.set('Repeatability-First-Sent', new Date(chosen.repeatability.firstSentAtMs).toUTCString());
    }
    return next(request);
  },
};
