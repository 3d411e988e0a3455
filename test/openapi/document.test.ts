import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { apiDocument } from '../../infra/openapi/document.ts';
import { API_ROUTES, type ApiRoute } from '../../shared/http/api-routes.ts';
import { routeOf, undescribed } from './described-answer.ts';

type Operation = {
  operationId: string;
  description: string;
  responses: Record<string, { headers?: object }>;
  parameters?: { name: string; in: string; required?: boolean }[];
};
const document = JSON.parse(JSON.stringify(apiDocument())) as {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
};
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    key: `${method.toUpperCase()} ${path}`,
    ...operation,
  })),
);

const answer = (status: number, body: unknown, type = 'application/json') => ({
  ...{ status, type, body: JSON.stringify(body) },
});

describe('what describes the API', () => {
  it('is OpenAPI 3.1, by its own schema', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document));
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
    expect(document.openapi).toMatch(/^3\.1\./);
  });

  it('has every route that there is, and no other, each under a name of its own', () => {
    expect(operations.map(({ key }) => key).toSorted()).toEqual(Object.keys(API_ROUTES).toSorted());
    const names = operations.map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(operations)('$key: its parameters, who may ask, and what whoever polls goes by', (operation) => {
    const { key, parameters = [], responses, description } = operation;
    const inPath = [...key.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(parameters.filter((each) => each.in === 'path').map(({ name }) => name)).toEqual(inPath);
    for (const role of API_ROUTES[key as ApiRoute].may) expect(description).toContain(role);
    expect(responses['503']!.headers).toHaveProperty('Retry-After');
    if ('202' in responses) expect(responses['202']!.headers).toHaveProperty('Retry-After');
    const tagged = key.startsWith('GET ') && '200' in responses;
    if (tagged) expect(responses['200']!.headers).toHaveProperty('ETag');
    expect('304' in responses).toBe(key.startsWith('GET '));
    for (const status of ['401', '403', '429', '500']) expect(responses).toHaveProperty(status);
    // A function that was killed has not answered: API Gateway does.
    expect(responses).toHaveProperty(['500', 'content', 'application/json']);
  });

  it('finds what an answer has that is not described', () => {
    const route = 'GET /v1/settings';
    expect(undescribed(route, answer(200, { clinicId: 'harbour', takeOver: 'allowed' }))).toBeUndefined();
    expect(
      undescribed(route, answer(200, { clinicId: 'harbour', takeOver: 'allowed', colour: 'red' })),
    ).toContain('colour');
    expect(undescribed(route, answer(200, { clinicId: 'harbour' }))).toContain('takeOver');
    expect(undescribed(route, answer(418, {}))).toContain('418');
    expect(undescribed(route, answer(200, {}, 'text/html'))).toContain('text/html');
  });

  it.each([
    ['GET', '/v1/members/changes', 'GET /v1/members/changes'],
    ['PUT', '/v1/members/s-1', 'PUT /v1/members/{subject}'],
    ['GET', '/v1/goals?status=missed', 'GET /v1/goals'],
    ['GET', '/v1/nothing', undefined],
  ])('%s %s goes to %s', (method, address, route) => {
    expect(routeOf(method, address)).toBe(route);
  });

  it('says of a score and of an instant what they are', () => {
    const { Session } = (apiDocument() as never as { components: { schemas: Record<string, unknown> } })
      .components.schemas as { Session: { properties: Record<string, object> } };
    expect(Session.properties['painBefore']).toMatchObject({ type: 'integer', minimum: 0, maximum: 10 });
    expect(Session.properties['startedAt']).toMatchObject({ type: 'string', format: 'date-time' });
  });
});
