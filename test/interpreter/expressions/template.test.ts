import { describe, expect, it } from 'vitest';
import { checkingEnvironment } from '../../../src/interpreter/expressions/environment.ts';
import { compileTemplate } from '../../../src/interpreter/expressions/template.ts';
import { limits } from '../../../src/interpreter/limits.ts';

const environment = checkingEnvironment({
  name: { type: 'text' },
  count: { type: 'integer' },
  flag: { type: 'boolean' },
});

function render(source: string, values: Record<string, unknown> = { name: 'Ada', count: 3, flag: true }) {
  const template = compileTemplate(environment, source);
  if (!template.ok) throw new Error(template.error.message);
  return template.value.render({ values, language: 'en-US' });
}

describe('a template', () => {
  it.each([
    ['Hello.', 'Hello.'],
    ['', ''],
    ['Hello {{ name }}.', 'Hello Ada.'],
    ['{{name}}{{ name }}', 'AdaAda'],
    ['{{ count + 1 }} of {{ flag }}', '4 of true'],
    ['{{ "}}" }} and {{ \'}}\' }}', '}} and }}'],
    ['{{ "a\\"}}" }}', 'a"}}'],
    ['{ name } and }} alone', '{ name } and }} alone'],
    ['{{ flag ? "{{" : "" }}', '{{'],
    ['{{ spell("12 3") }}', '1, 2, 3'],
  ])('%s becomes "%s"', (source, text) => {
    expect(render(source)).toEqual({ text, missing: false });
  });

  it('has an empty text for a value that is missing, and says so', () => {
    expect(render('Hello {{ name }}, {{ int(name) }}.', { name: 'Ada' })).toEqual({
      text: 'Hello Ada, .',
      missing: true,
    });
    expect(render('Hello {{ name }}.', {})).toEqual({ text: 'Hello .', missing: true });
  });

  it('has a greatest length', () => {
    const name = 'x'.repeat(limits.templateCharactersMax);
    expect(render('{{ name }}{{ name }}', { name }).text).toHaveLength(limits.templateCharactersMax);
  });

  it('does not fill in what a value holds', () => {
    expect(render('{{ name }}', { name: '{{ count }}' })).toEqual({ text: '{{ count }}', missing: false });
  });

  it.each([
    ['Hello {{ name.', 'opens {{ and does not close it'],
    ['Hello {{ "name }}', 'opens {{ and does not close it'],
    ['Hello {{ }}', 'is not valid'],
    ['Hello {{ nobody }}', 'is not valid'],
    ['Hello {{ name.matches("a") }}', 'regular expressions'],
  ])('%s is refused: %s', (source, words) => {
    const template = compileTemplate(environment, source);
    expect(template.ok ? 'none' : template.error.message).toContain(words);
  });
});
