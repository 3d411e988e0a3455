import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { routeTable } from '../../infra/local/http-api/routes.ts';
import { apiDocument } from '../../infra/openapi/document.ts';
import { API_ROUTES, type ApiRoute } from '../../shared/http/api-routes.ts';

type Described = { content?: Readonly<Record<string, unknown>> };
type Document = { paths: Record<string, Record<string, { responses: Record<string, Described> }>> };

/** An answer as somebody got it. */
export type GotAnswer = { status: number; type: string; body: string };

const document = apiDocument() as unknown as Document;
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(document, 'api');
const validators = new Map<string, ValidateFunction>();

const pointer = (...parts: string[]) =>
  parts.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** What an answer says that the API's description does not, or says otherwise; undefined where nothing. */
export function undescribed(route: ApiRoute, { status, type, body }: GotAnswer): string | undefined {
  const [method, path] = route.split(' ') as [string, string];
  const place = [path, method.toLowerCase()] as const;
  const response = document.paths[place[0]]?.[place[1]]?.responses[String(status)];
  if (!response) return `${route}: the status ${status} is not described: ${body.slice(0, 200)}`;
  const mediaType = type.split(';')[0]!;
  if (!response.content) return body === '' ? undefined : `${route}: ${status} has a body`;
  if (!(mediaType in response.content)) return `${route}: ${status} as "${mediaType}" is not described`;
  const at = pointer('paths', ...place, 'responses', String(status), 'content', mediaType, 'schema');
  const validate = validators.get(at) ?? ajv.compile({ $ref: `api#${encodeURI(at)}` });
  validators.set(at, validate);
  if (validate(/[/+]json$/.test(mediaType) ? JSON.parse(body) : body)) return undefined;
  const told = validate.errors!.slice(0, 8).map((error) => {
    return `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`;
  });
  return `${route}: ${status} is described otherwise: ${told.join('; ')}; it is ${body.slice(0, 500)}`;
}

const match = routeTable((Object.keys(API_ROUTES) as ApiRoute[]).map((routeKey) => ({ routeKey })));

/** The route of the API that a request goes to, found as the gateway finds it. */
export const routeOf = (method: string, address: string): ApiRoute | undefined =>
  match(method, address.split('?')[0]!)?.route.routeKey;
