import { ConfigError } from './errors.ts';

/** Reads required settings once, at cold start; a missing one names itself. */
export function requiredSettings<const Name extends string>(
  environment: Readonly<Record<string, string | undefined>>,
  ...names: Name[]
): Record<Name, string> {
  const missing = names.filter((name) => !environment[name]);
  if (missing.length > 0) throw new ConfigError(`environment variables are missing: ${missing.join(', ')}`);
  return Object.fromEntries(names.map((name) => [name, environment[name]])) as Record<Name, string>;
}
