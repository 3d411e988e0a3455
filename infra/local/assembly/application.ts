import { REGION, URL_SUFFIX } from '../account.ts';
import { type Identity, identifier, type RunningFacts } from './attributes.ts';
import { resolveIntrinsics, type Scope } from './intrinsics.ts';
import { declaredParameter, pseudoParameter } from './parameters.ts';
import { REFUSED_BECAUSE, RUN_TYPES, TYPES_WITHOUT_LOCAL_EFFECT } from './resource-kinds.ts';
import { isRecord, type Stack, type TemplateResource } from './template.ts';

/** A resource of the application with its properties resolved on demand. */
export type Resource = {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  /** Construct path below the stack, the logical id where the assembly does not say. */
  readonly constructPath: string;
  /** For messages: type, stack and logical id. */
  readonly label: string;
  properties(): Record<string, unknown>;
  property(name: string): unknown;
  ref(): string;
  attribute(name: string): string;
};

/** All stacks of an assembly as one thing that can be asked. */
export type Application = {
  /** Resources of these types, in the order of the templates, conditions applied. */
  resources(...types: string[]): Resource[];
  /** Outputs of all stacks by output key. */
  outputs(): Record<string, string>;
  /** Absolute path of a staged asset. */
  asset(stack: string, objectKey: string): string | undefined;
};

/**
 * Ties the stacks together: references, cross-stack exports, conditions, parameters.
 *
 * @throws Error naming every resource of a type that the runner neither runs nor knows to be without local effect.
 */
export function application(stacks: readonly Stack[], facts: RunningFacts): Application {
  const found = new Map<string, Resource>();
  const scopes = new Map(stacks.map((stack) => [stack.name, scopeOf(stack)]));
  for (const stack of stacks) {
    for (const [logicalId, template] of Object.entries(stack.template.Resources ?? {})) {
      const scope = scopeFor(stack.name);
      if (template.Condition === undefined || scope.condition(template.Condition)) {
        found.set(`${stack.name}/${logicalId}`, resource(stack, logicalId, template, scope));
      }
    }
  }
  refuseUnknownTypes([...found.values()]);

  function scopeFor(stack: string): Scope {
    const scope = scopes.get(stack);
    if (!scope) throw new Error(`no stack ${stack}`);
    return scope;
  }

  function lookUp(stack: string, logicalId: string): Resource {
    const known = found.get(`${stack}/${logicalId}`);
    if (!known) throw new Error(`${stack} has no resource or parameter ${logicalId}`);
    return known;
  }

  function scopeOf(stack: Stack): Scope {
    const { template, name } = stack;
    const scope: Scope = {
      reference: (id) =>
        pseudoParameter(id, name) ??
        declaredParameter(template.Parameters?.[id], id) ??
        lookUp(name, id).ref(),
      attribute: (id, attribute) => lookUp(name, id).attribute(attribute),
      imported: (exportName) => exported(exportName),
      mapped: (map, first, second) => {
        const value = template.Mappings?.[map]?.[first]?.[second];
        if (value === undefined) throw new Error(`no mapping ${map}.${first}.${second}`);
        return value;
      },
      condition: (id) => {
        const condition = template.Conditions?.[id];
        if (condition === undefined) throw new Error(`no condition ${id}`);
        return resolveIntrinsics(condition, scope, `condition ${id}`) === true;
      },
    };
    return scope;
  }

  function exported(exportName: string): unknown {
    for (const { name, template } of stacks) {
      for (const output of Object.values(template.Outputs ?? {})) {
        const scope = scopeFor(name);
        if (!output.Export || resolveIntrinsics(output.Export.Name, scope, name) !== exportName) continue;
        return resolveIntrinsics(output.Value, scope, `export ${exportName}`);
      }
    }
    throw new Error(`no stack exports ${exportName}`);
  }

  function resource(stack: Stack, logicalId: string, template: TemplateResource, scope: Scope): Resource {
    const label = `${template.Type} ${stack.name}/${logicalId}`;
    const property = (name: string): unknown =>
      localise(resolveIntrinsics(template.Properties?.[name], scope, `${label}, ${name}`));
    const identity = (): Identity => {
      const identify = identifier(template.Type);
      if (!identify) throw new Error(`the runner knows no Ref and no attributes of ${label}`);
      const textProperty = (name: string): string | undefined => {
        const value = property(name);
        if (value !== undefined && typeof value !== 'string') throw new Error(`${label}: ${name} is no text`);
        return value;
      };
      return identify({ stack: stack.name, logicalId, property: textProperty }, facts);
    };
    return {
      stack: stack.name,
      logicalId,
      type: template.Type,
      constructPath: stack.constructPaths.get(logicalId) ?? logicalId,
      label,
      property,
      properties: () =>
        Object.fromEntries(
          Object.keys(template.Properties ?? {})
            .map((name) => [name, property(name)] as const)
            .filter(([, value]) => value !== undefined),
        ),
      ref: () => identity().ref(),
      attribute: (name) => {
        const attribute = identity().attributes[name];
        if (!attribute) throw new Error(`the runner does not know the attribute ${name} of ${label}`);
        return attribute();
      },
    };
  }

  /** AWS's own addresses of what runs here, spelled out by CDK in a Join, become the local ones. */
  function localise(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(localise);
    if (isRecord(value))
      return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, localise(entry)]));
    if (typeof value !== 'string') return value;
    return value
      .replace(new RegExp(`^https://[0-9a-f]{10}\\.execute-api\\.${REGION}\\.${URL_SUFFIX}`), () =>
        facts.apiUrl(),
      )
      .replace(new RegExp(`^https://cognito-idp\\.${REGION}\\.${URL_SUFFIX}/${REGION}_[0-9a-f]{9}`), () =>
        facts.issuerUrl(),
      )
      .replace(new RegExp(`^https://[a-z0-9-]+\\.auth\\.${REGION}\\.amazoncognito\\.com`), () =>
        facts.issuerUrl(),
      );
  }

  return {
    resources: (...types) => [...found.values()].filter(({ type }) => types.includes(type)),
    outputs: () => {
      const outputs: Record<string, string> = {};
      for (const { name, template } of stacks) {
        for (const [key, output] of Object.entries(template.Outputs ?? {})) {
          const scope = scopeFor(name);
          if (output.Condition !== undefined && !scope.condition(output.Condition)) continue;
          outputs[key] = String(localise(resolveIntrinsics(output.Value, scope, `output ${name}.${key}`)));
        }
      }
      return outputs;
    },
    asset: (stackName, objectKey) => stacks.find(({ name }) => name === stackName)?.assets.get(objectKey),
  };
}

function refuseUnknownTypes(resources: readonly Resource[]): void {
  const unknown = resources.filter(
    ({ type }) => !RUN_TYPES.has(type) && !TYPES_WITHOUT_LOCAL_EFFECT.has(type),
  );
  if (unknown.length === 0) return;
  const named = unknown.map(({ label, type }) => {
    const reason = REFUSED_BECAUSE.get(type);
    return reason === undefined ? label : `${label} (${reason})`;
  });
  throw new Error(`the local runner does not know how to run ${named.join(', ')}`);
}
