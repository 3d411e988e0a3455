import { isRecord } from './template.ts';

/** What the intrinsic functions of a template may ask for. Each throws when it does not know the answer. */
export type Scope = {
  reference(logicalId: string): unknown;
  attribute(logicalId: string, name: string): unknown;
  imported(exportName: string): unknown;
  mapped(map: string, first: string, second: string): unknown;
  condition(name: string): boolean;
};

/** What `Ref: AWS::NoValue` resolves to: the property is as if it had not been written. */
const NO_VALUE = Symbol('AWS::NoValue');

/**
 * Resolves the intrinsic functions in a value of a CloudFormation template.
 *
 * @throws Error naming `where` for anything that is not known. Never leaves a placeholder behind: a made-up
 * string would travel into an environment variable and fail far away, or not at all.
 */
export function resolveIntrinsics(value: unknown, scope: Scope, where: string): unknown {
  try {
    const resolved = resolve(value, scope);
    return resolved === NO_VALUE ? undefined : resolved;
  } catch (error) {
    throw new Error(`${where}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function resolve(value: unknown, scope: Scope): unknown {
  if (typeof value === 'string') return refuseDynamicReference(value);
  if (Array.isArray(value))
    return value.map((entry) => resolve(entry, scope)).filter((entry) => entry !== NO_VALUE);
  if (!isRecord(value)) return value;
  const [key, ...others] = Object.keys(value);
  if (
    key !== undefined &&
    others.length === 0 &&
    (key === 'Ref' || key === 'Condition' || key.startsWith('Fn::'))
  ) {
    if (key === 'Condition' && typeof value[key] !== 'string') return resolveEntries(value, scope);
    return intrinsic(key, value[key], scope);
  }
  return resolveEntries(value, scope);
}

function resolveEntries(value: Record<string, unknown>, scope: Scope): Record<string, unknown> {
  const entries = Object.entries(value).map(([name, entry]) => [name, resolve(entry, scope)] as const);
  return Object.fromEntries(entries.filter(([, entry]) => entry !== NO_VALUE));
}

function intrinsic(name: string, argument: unknown, scope: Scope): unknown {
  switch (name) {
    case 'Ref':
      return argument === 'AWS::NoValue' ? NO_VALUE : scope.reference(text(argument, name));
    case 'Fn::GetAtt': {
      const [id, ...attribute] = Array.isArray(argument) ? argument : text(argument, name).split('.');
      return scope.attribute(
        text(id, name),
        attribute.map((part) => text(resolve(part, scope), name)).join('.'),
      );
    }
    case 'Fn::Join': {
      const [separator, parts] = list(argument, name, 2);
      return list(resolve(parts, scope), name)
        .map((part) => scalar(part, name))
        .join(text(separator, name));
    }
    case 'Fn::Sub':
      return substitute(argument, scope);
    case 'Fn::Select': {
      const [index, choices] = list(argument, name, 2);
      const chosen = list(resolve(choices, scope), name)[Number(resolve(index, scope))];
      if (chosen === undefined) throw new Error(`Fn::Select has nothing at index ${String(index)}`);
      return chosen;
    }
    case 'Fn::Split': {
      const [separator, whole] = list(argument, name, 2);
      return text(resolve(whole, scope), name).split(text(separator, name));
    }
    case 'Fn::ImportValue':
      return scope.imported(text(resolve(argument, scope), name));
    case 'Fn::FindInMap': {
      const [map, first, second] = list(resolve(argument, scope), name, 3).map((part) => text(part, name));
      return scope.mapped(map ?? '', first ?? '', second ?? '');
    }
    case 'Fn::Base64':
      return Buffer.from(text(resolve(argument, scope), name)).toString('base64');
    case 'Fn::If': {
      const [condition, whenTrue, whenFalse] = list(argument, name, 3);
      return resolve(scope.condition(text(condition, name)) ? whenTrue : whenFalse, scope);
    }
    case 'Condition':
      return scope.condition(text(argument, name));
    case 'Fn::Equals': {
      const [left, right] = list(resolve(argument, scope), name, 2);
      return scalar(left, name) === scalar(right, name);
    }
    case 'Fn::And':
      return list(resolve(argument, scope), name).every((part) => part === true);
    case 'Fn::Or':
      return list(resolve(argument, scope), name).some((part) => part === true);
    case 'Fn::Not':
      return list(resolve(argument, scope), name, 1)[0] !== true;
    default:
      throw new Error(`the intrinsic function ${name} is not supported`);
  }
}

function substitute(argument: unknown, scope: Scope): string {
  const [template, variables] = Array.isArray(argument) ? argument : [argument, {}];
  const values = isRecord(variables) ? variables : {};
  return text(template, 'Fn::Sub').replaceAll(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (name in values) return scalar(resolve(values[name], scope), 'Fn::Sub');
    const dot = name.indexOf('.');
    const found = dot < 0 ? scope.reference(name) : scope.attribute(name.slice(0, dot), name.slice(dot + 1));
    return scalar(found, 'Fn::Sub');
  });
}

/** `{{resolve:secretsmanager:...}}` is resolved by CloudFormation while it deploys; nothing here does that. */
function refuseDynamicReference(value: string): string {
  if (/\{\{resolve:/.test(value)) throw new Error(`the dynamic reference ${value} is not supported`);
  return value;
}

function text(value: unknown, where: string): string {
  if (typeof value !== 'string')
    throw new Error(`${where} expected a string, but got ${JSON.stringify(value)}`);
  return value;
}

function scalar(value: unknown, where: string): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return text(value, where);
}

function list(value: unknown, where: string, length?: number): unknown[] {
  if (!Array.isArray(value) || (length !== undefined && value.length !== length)) {
    throw new Error(
      `${where} expected a list${length === undefined ? '' : ` of ${length}`}, but got ${JSON.stringify(value)}`,
    );
  }
  return value;
}
