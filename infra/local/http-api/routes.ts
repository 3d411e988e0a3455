/** A route key such as `GET /v1/sessions/{id}`, `ANY /files/{proxy+}` or `$default`. */
export type RouteKey = string;

export type RouteMatch<T> = { readonly route: T; readonly pathParameters: Readonly<Record<string, string>> };

type Segment =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'parameter' | 'greedy'; readonly name: string };
type Compiled<T> = { readonly route: T; readonly method: string; readonly segments: readonly Segment[] };

/** Lower comes first: a literal is more specific than a parameter, a parameter more than the rest of the path. */
const RANK = { literal: 0, parameter: 1, greedy: 2 } as const;

/**
 * Finds the route of a request as an HTTP API does: the most specific path wins, then a route for the method
 * before one for ANY, then `$default`. A path that exists for other methods only is not found either.
 *
 * @returns a function of method and undecoded path
 */
export function routeTable<T extends { readonly routeKey: RouteKey }>(
  routes: readonly T[],
): (method: string, path: string) => RouteMatch<T> | undefined {
  const fallback = routes.find(({ routeKey }) => routeKey === '$default');
  const compiled = routes
    .filter((route) => route !== fallback)
    .map(compile)
    .sort(bySpecificity);
  return (method, path) => {
    for (const { route, method: wanted, segments } of compiled) {
      if (wanted !== 'ANY' && wanted !== method) continue;
      const pathParameters = match(segments, path.split('/').slice(1));
      if (pathParameters) return { route, pathParameters };
    }
    return fallback && { route: fallback, pathParameters: {} };
  };
}

function compile<T extends { readonly routeKey: RouteKey }>(route: T): Compiled<T> {
  const [method, path] = route.routeKey.split(' ');
  if (!method || !path?.startsWith('/')) throw new Error(`not a route key: ${route.routeKey}`);
  const segments = path
    .split('/')
    .slice(1)
    .map((text): Segment => {
      const parameter = /^\{([^}+]+)(\+?)\}$/.exec(text);
      if (!parameter?.[1]) return { kind: 'literal', text };
      return { kind: parameter[2] ? 'greedy' : 'parameter', name: parameter[1] };
    });
  return { route, method, segments };
}

function bySpecificity(one: Compiled<unknown>, other: Compiled<unknown>): number {
  for (let index = 0; index < Math.max(one.segments.length, other.segments.length); index += 1) {
    const [left, right] = [one.segments[index], other.segments[index]];
    if (!left || !right) return left ? -1 : 1;
    if (left.kind !== right.kind) return RANK[left.kind] - RANK[right.kind];
  }
  return Number(one.method === 'ANY') - Number(other.method === 'ANY');
}

function match(segments: readonly Segment[], parts: readonly string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const part = parts[index];
    if (part === undefined) return undefined;
    if (segment.kind === 'greedy') {
      parameters[segment.name] = decode(parts.slice(index).join('/'));
      return parameters;
    }
    if (segment.kind === 'literal' ? decode(part) !== segment.text : part === '') return undefined;
    if (segment.kind === 'parameter') parameters[segment.name] = decode(part);
  }
  return parts.length === segments.length ? parameters : undefined;
}

/** Percent-decodes, and leaves alone what is no valid encoding. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
