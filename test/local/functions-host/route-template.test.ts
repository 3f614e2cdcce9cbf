import { expect, test } from 'vitest';
import { compareTemplates, matchRoute, parseRouteTemplate } from '../../../local/functions-host/route-template.ts';

function template(text: string) {
  const parsed = parseRouteTemplate(text);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

test.each([
  ['api/health', 'API/Health', {}],
  ['api/health', 'api', undefined],
  ['api/health', 'api/health/more', undefined],
  ['api/call-events/{attempt}', 'api/call-events/A1', { attempt: 'A1' }],
  ['api/call-events/{attempt}', 'api/call-events', undefined],
  ['items/{id:int}', 'items/12', { id: '12' }],
  ['items/{id:int}', 'items/2147483648', undefined],
  ['items/{id:int}', 'items/x', undefined],
  ['items/{id:long}', 'items/2147483648', { id: '2147483648' }],
  ['items/{id:int:min(1)?}', 'items', {}],
  ['items/{id:int:min(1)?}', 'items/0', undefined],
  ['items/{id:range(1,5)}', 'items/5', { id: '5' }],
  ['items/{id:length(2,3)}', 'items/abcd', undefined],
  ['items/{id:guid}', 'items/0b09b1f0-1f0e-4c56-9d8b-7b7f7d3a4c21', { id: '0b09b1f0-1f0e-4c56-9d8b-7b7f7d3a4c21' }],
  ['items/{id:bool}', 'items/TRUE', { id: 'TRUE' }],
  ['items/{page=1}', 'items', { page: '1' }],
  ['files/{*rest}', 'files/a/b', { rest: 'a/b' }],
  ['files/{*rest}', 'files', {}],
])('%s and %s give %o', (text, path, params) => {
  expect(matchRoute(template(text), path.split('/'))).toEqual(params);
});

test.each([
  ['a/{x}-{y}', '"{x}-{y}" is neither plain text nor one {parameter}'],
  ['a/{x:regex(^1$)}', 'the constraint "regex(^1$)" of {x} is not known here'],
  ['a/{*x}/b', '{x} must be the last segment'],
  ['a/{x?}/b', '{x} must be the last segment'],
])('%s is refused', (text, error) => {
  expect(parseRouteTemplate(text)).toEqual({ ok: false, error });
});

test('the more exact template comes first', () => {
  const texts = ['a/{*rest}', 'a/{x}', 'a/b', 'a/{x:int}'];
  expect(texts.sort((first, other) => compareTemplates(template(first), template(other)))).toEqual([
    'a/b',
    'a/{x:int}',
    'a/{x}',
    'a/{*rest}',
  ]);
});
