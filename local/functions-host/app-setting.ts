import { StartRefusal } from './start-refusal.ts';

/** The app's settings, by name. */
export type AppSettings = Readonly<Record<string, string | undefined>>;

/**
 * A binding's option with each `%NAME%` replaced by the setting of that name, as the real host does for schedules and routes.
 * Throws StartRefusal if a setting is missing.
 */
export function resolveSettings(text: string, settings: AppSettings): string {
  return text.replace(/%([^%]+)%/g, (_, name: string) => {
    const value = settings[name];
    if (value === undefined || value === '') {
      throw new StartRefusal(`The setting ${name} is missing; a function's trigger uses it as %${name}%.`);
    }
    return value;
  });
}
