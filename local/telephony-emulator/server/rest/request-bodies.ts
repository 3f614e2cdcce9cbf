import * as z from 'zod';
import { TONES } from '../../call-model/call-model.ts';
import { OPERATION_CONTEXT_CHARACTERS_MAX, TEXT_PROMPT_CHARACTERS_MAX } from '../limits.ts';
import { wordIssue } from './word-issue.ts';

const E164 = /^\+[1-9]\d{1,14}$/;

/** Play sources in one request. The service's own bound is undocumented. */
const SOURCES_MAX = 50;

/** Longest silence that may end what is said. Milliseconds. */
const END_SILENCE_MS_MAX = 60_000;

/** Characters of a BCP 47 language. */
const LANGUAGE_CHARACTERS_MAX = 64;

/** A telephone number in E.164. */
export const phoneNumberText = z.string().regex(E164, 'must be a telephone number in E.164, such as +14255550101');

const operationContext = z.string().max(OPERATION_CONTEXT_CHARACTERS_MAX).optional();
const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).max(2_000);
const tone = z.enum(TONES);

/** An identity; `kind` is left out by the SDK in media requests, so that the part that is there tells. */
const identifier = z
  .object({
    rawId: z.string().max(500).optional(),
    phoneNumber: z.object({ value: phoneNumberText }).optional(),
    communicationUser: z.object({ id: z.string() }).optional(),
  })
  .transform(({ rawId, phoneNumber }, context) => {
    const value = phoneNumber?.value ?? /^4:(\+\d+)$/.exec(rawId ?? '')?.[1];
    if (value !== undefined && E164.test(value)) return value;
    context.addIssue({ code: 'custom', message: 'must be a phoneNumber: other identities are not emulated' });
    return z.NEVER;
  });

/** Features that change how the whole call behaves; to ignore them silently would be a lie. */
const notEmulated = z.undefined('is not emulated').optional();

const offer = { incomingCallContext: z.string().min(1).max(20_000) };

/** Body of :answer. */
export const answerBody = z.object({
  ...offer,
  callbackUri: httpUrl,
  operationContext,
  callIntelligenceOptions: z.object({ cognitiveServicesEndpoint: z.string().max(2_000).optional() }).optional(),
  mediaStreamingOptions: notEmulated,
  transcriptionOptions: notEmulated,
});

/** Body of :reject. */
export const rejectBody = z.object({
  ...offer,
  callRejectReason: z.enum(['none', 'busy', 'forbidden']).default('none'),
});

/** Body of :redirect. */
export const redirectBody = z.object({ ...offer, target: identifier });

const playSource = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('text'), text: z.object({ text: z.string().max(TEXT_PROMPT_CHARACTERS_MAX) }) }),
    z.object({ kind: z.literal('ssml'), ssml: z.object({ ssmlText: z.string() }) }),
    z.object({ kind: z.literal('file'), file: z.object({ uri: httpUrl }) }),
  ])
  .transform((source) => {
    switch (source.kind) {
      case 'text':
        return { kind: 'text', text: source.text.text } as const;
      case 'ssml':
        return { kind: 'ssml', ssmlText: source.ssml.ssmlText } as const;
      case 'file':
        return { kind: 'file', uri: source.file.uri } as const;
    }
  });

const media = {
  operationContext,
  operationCallbackUri: httpUrl.optional(),
};

/** Body of :play. That interruptCallMediaOperation is false by default is assumed. */
export const playBody = z.object({
  ...media,
  playSources: z.array(playSource).min(1).max(SOURCES_MAX),
  playTo: z.array(identifier).max(1, 'may name one participant at most: groups are not emulated').default([]),
  interruptCallMediaOperation: z.boolean().default(false),
  playOptions: z.object({ loop: z.boolean() }).optional(),
});

const dtmfOptions = z.object({
  interToneTimeoutInSeconds: z.number().min(1).max(60).default(2),
  maxTonesToCollect: z.int().min(1).optional(),
  stopTones: z.array(tone).max(16).default([]),
});

const choice = z.object({ label: z.string(), phrases: z.array(z.string()), tone: tone.optional() });

/** The service's documented default; its range is undocumented, and this one is ours. The SDK sends 2 000 when it is told nothing. */
const speechOptions = z.object({ endSilenceTimeoutInMs: z.number().min(0).max(END_SILENCE_MS_MAX).default(500) });

const recognizeOptions = z.object({
  targetParticipant: identifier,
  interruptPrompt: z.boolean().default(true),
  initialSilenceTimeoutInSeconds: z.number().min(0).default(5),
  dtmfOptions: dtmfOptions.prefault({}),
  choices: z.array(choice).default([]),
  speechOptions: speechOptions.prefault({}),
  /** One language: several are a preview. Nothing is listened to, so that it makes no difference here. */
  speechLanguage: z.string().max(LANGUAGE_CHARACTERS_MAX).optional(),
});

/**
 * Body of :recognize, with the defaults of Microsoft's recognize-action page. What depends on the kind of input, as the longest
 * initial silence, the call model looks at.
 */
export const recognizeBody = z.object({
  ...media,
  recognizeInputType: z.enum(['dtmf', 'choices', 'speech', 'speechOrDtmf']),
  playPrompt: playSource.optional(),
  playPrompts: z.array(playSource).max(SOURCES_MAX).optional(),
  interruptCallMediaOperation: z.boolean().default(true),
  recognizeOptions,
});

/** Body of :recognize, decoded. */
export type RecognizeBody = z.infer<typeof recognizeBody>;

/** Body of :transferToParticipant. */
export const transferBody = z.object({
  ...media,
  targetParticipant: identifier,
  transferee: identifier.optional(),
});

/** The body, or the first fault as a sentence that names the field. */
export function decodeBody<T>(schema: z.ZodType<T>, body: Uint8Array): { value: T } | { fault: string } {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return { fault: 'The body is not JSON.' };
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return { value: parsed.data };
  const [issue] = parsed.error.issues;
  const path = issue?.path.map(String).join('.') ?? '';
  const place = path === '' ? 'The body' : path;
  return { fault: `${place}: ${issue === undefined ? 'cannot be read' : wordIssue(issue, json)}.` };
}
