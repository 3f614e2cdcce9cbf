import { randomUUID } from 'node:crypto';
import type { Effect, RaisedEvent } from '../call-model/call-model.ts';
import type { AnswerTerms, LiveCall } from './live-call.ts';

/** A webhook event in its envelope. */
export interface CloudEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly time: string;
  readonly specversion: '1.0';
  readonly datacontenttype: 'application/json';
  readonly subject: string;
}

/** Puts what the model raised into the envelope of the live captures. */
export function cloudEvent(call: LiveCall, answered: AnswerTerms, effect: Effect & RaisedEvent): CloudEvent {
  const subject = `calling/callConnections/${answered.callConnectionId}`;
  const type = `Microsoft.Communication.${effect.eventType}`;
  return {
    id: randomUUID(),
    source: subject,
    type,
    data: {
      ...effect.data,
      version: answered.apiVersion,
      callConnectionId: answered.callConnectionId,
      serverCallId: call.serverCallId,
      correlationId: call.correlationId,
      publicEventType: type,
    },
    time: eventTime(effect.atMs),
    specversion: '1.0',
    datacontenttype: 'application/json',
    subject,
  };
}

/** An instant as the service writes it: seven digits of the second, and `+00:00`. */
export function eventTime(atMs: number): string {
  return new Date(atMs).toISOString().replace('Z', '0000+00:00');
}
