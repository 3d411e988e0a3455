import { describe, expect, it } from 'vitest';
import { routeTable } from '../../../infra/local/http-api/routes.ts';

const table = (...keys: string[]) => routeTable(keys.map((routeKey) => ({ routeKey })));
const found = (find: ReturnType<typeof table>, method: string, path: string) => {
  const match = find(method, path);
  return match && [match.route.routeKey, match.pathParameters];
};

describe('routeTable', () => {
  // API Gateway developer guide, "Routing API requests": the order of its example.
  const guide = table(
    'GET /pets/dog/1',
    'GET /pets/dog/{id}',
    'GET /pets/{proxy+}',
    'ANY /{proxy+}',
    '$default',
  );

  it.each([
    ['GET', '/pets/dog/1', 'GET /pets/dog/1', {}],
    ['GET', '/pets/dog/2', 'GET /pets/dog/{id}', { id: '2' }],
    ['GET', '/pets/cat/1', 'GET /pets/{proxy+}', { proxy: 'cat/1' }],
    ['POST', '/test/5', 'ANY /{proxy+}', { proxy: 'test/5' }],
  ])('%s %s takes %s', (method, path, routeKey, parameters) => {
    expect(found(guide, method, path)).toEqual([routeKey, parameters]);
  });

  it('falls back on $default', () => {
    expect(found(table('GET /a', '$default'), 'GET', '/b')).toEqual(['$default', {}]);
  });

  it('tells a colon in a path from a parameter', () => {
    const find = table('PUT /v1/records/{id}', 'POST /v1/records:batch');
    expect(found(find, 'POST', '/v1/records:batch')).toEqual(['POST /v1/records:batch', {}]);
    expect(found(find, 'POST', '/v1/records%3Abatch')).toEqual(['POST /v1/records:batch', {}]);
    expect(found(find, 'PUT', '/v1/records/a:b')).toEqual(['PUT /v1/records/{id}', { id: 'a:b' }]);
  });

  it('decodes parameters after it has split the path', () => {
    expect(found(table('GET /things/{id}'), 'GET', '/things/a%2Fb%20c')).toEqual([
      'GET /things/{id}',
      { id: 'a/b c' },
    ]);
  });

  it('prefers the method to ANY', () => {
    const find = table('ANY /a', 'GET /a');
    expect(found(find, 'GET', '/a')?.[0]).toBe('GET /a');
    expect(found(find, 'PUT', '/a')?.[0]).toBe('ANY /a');
  });

  it.each([
    ['GET', '/things'],
    ['GET', '/things/'],
    ['GET', '/things/1/2'],
    ['POST', '/things/1'],
  ])('finds nothing for %s %s', (method, path) => {
    expect(table('GET /things/{id}')(method, path)).toBeUndefined();
  });
});
