import * as z from 'zod';
import { isRepeatable } from '../command.ts';
import { limits } from '../limits.ts';
import { everyStep, namedOutcomes, outcomeName } from '../step-fields.ts';
import { promptSchema, stepName, targetSchema, templateSchema } from '../text-definition.ts';
import { valueSchema } from '../value-definition.ts';
import { leaveMedia } from './announce.ts';
import { compileRequest } from './http-compile.ts';
import { resumeRequest, sendRequest } from './http-request.ts';
import type { StepModule } from './step-module.ts';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** The name of an HTTP header. Source: RFC 9110, 5.1. */
const headerName = z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/, 'is not a name of a header');

/** See `httpModule`. */
export const httpSchema = z.strictObject({
  type: z.literal('http'),
  ...everyStep,
  method: z.enum(methods).optional().describe('Default GET.'),
  url: templateSchema
    .refine(hasFixedHost, 'does not begin with https:// and a host without {{ }}')
    .describe('The address, with a host of the allow-list; values in it are encoded.'),
  query: z
    .record(z.string().min(1).max(100), templateSchema)
    .optional()
    .describe('Name -> template; values are encoded.'),
  headers: z.record(headerName, templateSchema).optional(),
  body: valueSchema.optional().describe('JSON whose texts are templates; exactly one {{ }} keeps its type.'),
  auth: stepName.optional().describe("Name of credentials in the app's settings."),
  timeoutMs: z
    .int()
    .min(100)
    .max(limits.httpTimeoutMsMax)
    .describe('How long the whole request may take. At most 8 000.'),
  filler: promptSchema.optional().describe('Spoken when there is no answer after two seconds.'),
  statuses: z
    .record(z.string().regex(/^[1-5][0-9]{2}$/, 'is not a status such as 404'), outcomeName)
    .optional()
    .describe(
      'Status -> outcome, for the statuses that it names. Of the others, 200 to 299 are next and the rest failed.',
    ),
  into: z
    .string()
    .optional()
    .describe('The variable that takes the answer, on every status that leads to an outcome of its own.'),
  idempotencyKey: templateSchema.optional().describe('Declares the request safe to be sent again.'),
  next: targetSchema,
  on: namedOutcomes,
});

/** An `http` step as written. */
export type HttpStep = z.infer<typeof httpSchema>;

/**
 * Sends a request to a host of the allow-list, and goes on with its answer. A request that may be sent again (GET, HEAD, or with
 * an idempotencyKey) can come to `timeout`; any other to `uncertain`, where nobody can know what the other side did.
 *
 * ```json
 * {
 *   "type": "http", "method": "POST", "url": "https://api.example.org/refills", "auth": "pharmacy",
 *   "body": { "prescription": "{{ prescription }}" }, "idempotencyKey": "{{ call.id }}-{{ prescription }}",
 *   "timeoutMs": 3000, "filler": "One moment, please.", "statuses": { "404": "notFound" }, "into": "answer",
 *   "next": "ready", "on": { "notFound": "unknown", "failed": "desk", "timeout": "desk" }
 * }
 * ```
 */
export const httpModule: StepModule<HttpStep> = {
  needsAnswer: true,
  worksAlone: true,
  outcomes: (step) => [...new Set(['failed', isRepeatable(step) ? 'timeout' : 'uncertain', ...named(step)])],
  targets: () => [],
  compile: (step, compiler) => {
    const request = compileRequest(step, compiler);
    return {
      enter: (context) => sendRequest(request, context),
      resume: (context, outcome, kind) => resumeRequest(request, context, { outcome, kind }),
      leave: leaveMedia,
    };
  },
};

function named({ statuses }: HttpStep): string[] {
  return Object.values(statuses ?? {}).filter((outcome) => outcome !== 'next');
}

/** The host is what the allow-list is about, so no value of a call may have a part in it. */
function hasFixedHost(url: string): boolean {
  return /^https?:\/\/[A-Za-z0-9.:[\]-]{1,253}(?:[/?#]|$)/.test(url);
}
