/** `CorsConfiguration` of an HTTP API. */
export type CorsConfiguration = {
  readonly AllowOrigins?: readonly string[];
  readonly AllowMethods?: readonly string[];
  readonly AllowHeaders?: readonly string[];
  readonly ExposeHeaders?: readonly string[];
  readonly AllowCredentials?: boolean;
  readonly MaxAge?: number;
};

/** An origin of the list, `*`, or a pattern with one `*` such as `https://*.example`. */
function allowsOrigin(patterns: readonly string[], origin: string): boolean {
  return patterns.some((pattern) => {
    const [start = '', end] = pattern.split('*');
    if (end === undefined) return pattern === origin;
    return origin.length >= start.length + end.length && origin.startsWith(start) && origin.endsWith(end);
  });
}

/** Headers of the answer to a cross-origin request; none when its origin is not allowed. */
export function corsHeaders(cors: CorsConfiguration, origin: string | undefined): Record<string, string> {
  if (origin === undefined || !allowsOrigin(cors.AllowOrigins ?? [], origin)) return {};
  return {
    'access-control-allow-origin': cors.AllowOrigins?.includes('*') ? '*' : origin,
    ...(cors.AllowCredentials && { 'access-control-allow-credentials': 'true' }),
    ...(cors.ExposeHeaders && { 'access-control-expose-headers': cors.ExposeHeaders.join(',') }),
  };
}

/** Headers of the answer to a preflight request, which an HTTP API gives by itself. */
export function preflightHeaders(
  cors: CorsConfiguration,
  origin: string | undefined,
): Record<string, string> {
  const headers = corsHeaders(cors, origin);
  if (Object.keys(headers).length === 0) return {};
  return {
    ...headers,
    ...(cors.AllowMethods && { 'access-control-allow-methods': cors.AllowMethods.join(',') }),
    ...(cors.AllowHeaders && { 'access-control-allow-headers': cors.AllowHeaders.join(',') }),
    ...(cors.MaxAge !== undefined && { 'access-control-max-age': String(cors.MaxAge) }),
  };
}
