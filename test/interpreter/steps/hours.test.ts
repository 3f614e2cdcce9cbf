import { describe, expect, it } from 'vitest';
import { limits } from '../../../src/interpreter/limits.ts';
import type { Program } from '../../../src/interpreter/program.ts';
import { newCall, transition } from '../../../src/interpreter/transition.ts';
import { caller, line, outcome } from '../a-call.ts';
import { aLine } from '../a-line.ts';

const into = { opensAt: 'opensAt', closesAt: 'closesAt', holiday: 'holiday', announcement: 'announcement' };
const targets = { open: 'open', closed: 'closed', holiday: 'holiday', emergencyClosing: 'emergency' };
const ends = Object.fromEntries(
  ['open', 'closed', 'holiday', 'emergency', 'unknown'].map((name) => [
    name,
    {
      type: 'hangUp',
      prompt: `${name} {{ opensAt }}/{{ closesAt }}/{{ holiday }}/{{ announcement }}`,
      disposition: name,
    },
  ]),
);
const office = [{ from: '09:00', to: '17:00' }];
const schedules = {
  schedules: {
    desk: {
      timeZone: 'America/New_York',
      weekly: { monday: office, tuesday: office, wednesday: office, thursday: office, friday: office },
      holidays: [{ date: '12-25', name: 'Christmas Day' }],
    },
    always: { timeZone: 'UTC', weekly: Object.fromEntries(daysOf([{ from: '00:00', to: '24:00' }])) },
    never: { timeZone: 'UTC', weekly: {} },
  },
};

function daysOf(spans: object[]): [string, object[]][] {
  return ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day) => [day, spans]);
}

function aDesk(step: object, type = 'text'): Program {
  const variables = {
    opensAt: { type },
    closesAt: { type },
    holiday: { type: 'text' },
    announcement: { type: 'text' },
    which: { type: 'text', initial: 'desk' },
  };
  return aLine(
    { variables, steps: { ask: { type: 'hours', schedule: 'desk', into, on: targets, ...step }, ...ends } },
    { schedules },
  );
}

const texts = aDesk({});
const dates = aDesk({}, 'date');
const times = aDesk({}, 'time');
const chosen = aDesk({ schedule: '{{ which }}', on: { ...targets, unknownSchedule: 'unknown' } });
const bare = aDesk({ into: undefined });

interface HoursCase {
  readonly name: string;
  readonly program: Program;
  readonly at: string;
  readonly which?: string;
  readonly emergencies?: Readonly<Record<string, { announcement?: string }>>;
  readonly outcome: string;
  /** What the variables are then. */
  readonly values: readonly string[];
}

const monday = '2026-03-02T15:00:00Z';
const cases: readonly HoursCase[] = [
  {
    name: 'is open in its hours, and tells when it closes',
    program: texts,
    at: monday,
    outcome: 'open',
    values: ['', '2026-03-02 17:00', '', ''],
  },
  {
    name: 'is closed outside of them, in the zone of the schedule',
    program: texts,
    at: '2026-03-02T13:59:59Z',
    outcome: 'closed',
    values: ['2026-03-02 09:00', '', '', ''],
  },
  {
    name: 'tells instants as dates where the variables are dates',
    program: dates,
    at: '2026-03-06T23:00:00Z',
    outcome: 'closed',
    values: ['2026-03-09', '', '', ''],
  },
  {
    name: 'tells instants as times where the variables are times',
    program: times,
    at: monday,
    outcome: 'open',
    values: ['', '17:00', '', ''],
  },
  {
    name: 'names the holiday',
    program: texts,
    at: '2026-12-25T15:00:00Z',
    outcome: 'holiday',
    values: ['2026-12-28 09:00', '', 'Christmas Day', ''],
  },
  {
    name: 'goes by the emergency switch before the schedule, and takes its announcement',
    program: texts,
    at: monday,
    emergencies: { desk: { announcement: 'Snow.' } },
    outcome: 'emergencyClosing',
    values: ['', '2026-03-02 17:00', '', 'Snow.'],
  },
  {
    name: 'takes no announcement where the switch has none',
    program: texts,
    at: monday,
    emergencies: { desk: {} },
    outcome: 'emergencyClosing',
    values: ['', '2026-03-02 17:00', '', ''],
  },
  {
    name: 'is not concerned by the switch of another schedule',
    program: texts,
    at: monday,
    emergencies: { always: { announcement: 'Snow.' } },
    outcome: 'open',
    values: ['', '2026-03-02 17:00', '', ''],
  },
  {
    name: 'takes nothing where nothing is to be taken',
    program: bare,
    at: monday,
    outcome: 'open',
    values: ['', '', '', ''],
  },
  {
    name: 'looks at the schedule that a route names',
    program: chosen,
    at: monday,
    which: 'never',
    outcome: 'closed',
    values: ['', '', '', ''],
  },
  ...['nobody', 'constructor', '__proto__', ''].map((which) => ({
    name: `knows no schedule called "${which}"`,
    program: chosen,
    at: monday,
    which,
    outcome: 'unknownSchedule',
    values: ['', '', '', ''],
  })),
];

/** A call that comes in while the line rings: the step runs before the call is answered. */
function offer({ program, at, which, emergencies }: HoursCase) {
  const call = newCall(program, 'attempt', which === undefined ? {} : { which });
  const atMs = Date.parse(at);
  return transition(program, call, { type: 'callOffered', from: caller, to: line, headers: {}, emergencies, atMs });
}

const endOf: Readonly<Record<string, string>> = { emergencyClosing: 'emergency', unknownSchedule: 'unknown' };

describe('an hours step', () => {
  it.each(cases)('$name', (one) => {
    const { state, commands, trace } = offer(one);
    const end = endOf[one.outcome] ?? one.outcome;
    const [opensAt, closesAt, holiday, announcement] = one.values;
    expect(trace).toEqual([{ step: 'ask', outcome: one.outcome }]);
    expect(commands).toEqual([{ type: 'answer', token: '1.0' }]);
    expect(state).toEqual({
      ...newCall(one.program, 'attempt'),
      to: line,
      phase: 'answering',
      seq: 1,
      offeredAtMs: Date.parse(one.at),
      operations: [{ token: '1.0', kind: 'answer', dueAtMs: Date.parse(one.at) + 27_000 + limits.operationSlackMs }],
      whenConnected: end,
      emergencies: one.emergencies,
      steps: 1,
      confidential: {
        from: caller,
        variables: [{ opensAt, closesAt, holiday, announcement, which: one.which ?? 'desk' }],
      },
    });
  });

  it('tells the date and the time of the next opening, each by itself, for a line that says both', () => {
    const both = aLine(
      {
        variables: { day: { type: 'date' }, time: { type: 'time' } },
        steps: {
          ask: {
            type: 'hours',
            schedule: 'desk',
            into: { opensOn: 'day', opensAt: 'time' },
            on: { ...targets, else: 'bye' },
          },
          ...Object.fromEntries(
            ['open', 'closed', 'holiday', 'emergency'].map((name) => [name, { type: 'hangUp', disposition: name }]),
          ),
        },
      },
      { schedules },
    );
    const told = (at: string) => offer({ program: both, at, name: '', outcome: '', values: [] }).state.confidential;
    expect(told('2026-03-06T23:00:00Z').variables).toEqual([{ day: '2026-03-09', time: '09:00' }]);
    expect(told('2026-03-06T16:00:00Z').variables).toEqual([{ day: '', time: '' }]);
  });

  it('awaits nothing', () => {
    const { state } = offer({ program: texts, at: monday, name: '', outcome: '', values: [] });
    const late = transition(texts, state, outcome('promptCompleted', '0.0'));
    expect(late.state).toBe(state);
  });
});
