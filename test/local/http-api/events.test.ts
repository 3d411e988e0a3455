import { describe, expect, it } from 'vitest';
import { corsHeaders, preflightHeaders } from '../../../infra/local/http-api/cors.ts';
import { type HttpRequest, requestEvent } from '../../../infra/local/http-api/request-event.ts';
import { functionResponse } from '../../../infra/local/http-api/response.ts';

const request = (own: Partial<HttpRequest>): HttpRequest => ({
  method: 'GET',
  target: '/',
  rawHeaders: [],
  body: Buffer.alloc(0),
  sourceIp: '192.0.2.1',
  protocol: 'HTTP/1.1',
  ...own,
});
const context = { apiId: 'api-id', requestId: 'id', now: new Date('2020-03-12T19:03:58.390Z') };
const event = (own: Partial<HttpRequest>) =>
  requestEvent(request(own), { routeKey: '$default', pathParameters: {} }, context);

describe('requestEvent', () => {
  /** The example of payload format 2.0 in the API Gateway developer guide, as far as a request makes it. */
  it('has the shape that API Gateway documents', () => {
    const made = requestEvent(
      request({
        method: 'POST',
        target: '/my/path?parameter1=value1&parameter1=value2&parameter2=value',
        rawHeaders: [
          ...['Host', 'id.execute-api.us-east-1.amazonaws.com', 'Header1', 'value1', 'Header2', 'value1'],
          ...[
            'header2',
            'value2',
            'Cookie',
            'cookie1; cookie2',
            'User-Agent',
            'agent',
            'Content-Type',
            'application/json',
          ],
        ],
        body: Buffer.from('{"hello":"client"}'),
      }),
      { routeKey: 'POST /my/{rest}', pathParameters: { rest: 'path' } },
      { ...context, authorizer: { jwt: { claims: { claim1: 'value1' }, scopes: ['scope1'] } } as never },
    );
    expect(made).toEqual({
      version: '2.0',
      routeKey: 'POST /my/{rest}',
      rawPath: '/my/path',
      rawQueryString: 'parameter1=value1&parameter1=value2&parameter2=value',
      cookies: ['cookie1', 'cookie2'],
      headers: {
        host: 'id.execute-api.us-east-1.amazonaws.com',
        header1: 'value1',
        header2: 'value1,value2',
        'user-agent': 'agent',
        'content-type': 'application/json',
      },
      queryStringParameters: { parameter1: 'value1,value2', parameter2: 'value' },
      requestContext: {
        accountId: '000000000000',
        apiId: 'api-id',
        authorizer: { jwt: { claims: { claim1: 'value1' }, scopes: ['scope1'] } },
        domainName: 'id.execute-api.us-east-1.amazonaws.com',
        domainPrefix: 'id',
        http: {
          method: 'POST',
          path: '/my/path',
          protocol: 'HTTP/1.1',
          sourceIp: '192.0.2.1',
          userAgent: 'agent',
        },
        requestId: 'id',
        routeKey: 'POST /my/{rest}',
        stage: '$default',
        time: '12/Mar/2020:19:03:58 +0000',
        timeEpoch: 1584039838390,
      },
      pathParameters: { rest: 'path' },
      body: '{"hello":"client"}',
      isBase64Encoded: false,
    });
  });

  it('leaves out what is not there', () => {
    expect(Object.keys(event({}))).toEqual([
      ...['version', 'routeKey', 'rawPath', 'rawQueryString', 'headers', 'requestContext', 'isBase64Encoded'],
    ]);
  });

  it.each([
    ['application/json; charset=utf-8', false],
    ['text/csv', false],
    ['application/xml', false],
    ['application/x-ndjson', true],
    ['application/x-www-form-urlencoded', true],
    ['application/octet-stream', true],
    [undefined, true],
  ])('hands over a body of type %s in base64: %s', (type, isBase64Encoded) => {
    const made = event({
      body: Buffer.from('né'),
      rawHeaders: type === undefined ? [] : ['content-type', type],
    });
    expect(made).toMatchObject({ isBase64Encoded, body: isBase64Encoded ? 'bsOp' : 'né' });
  });
});

describe('functionResponse', () => {
  const mapped = (answer: unknown) => {
    const { body, ...rest } = functionResponse(JSON.stringify(answer) ?? '');
    return { ...rest, body: body.toString('latin1') };
  };
  const json = { status: 200, headers: { 'content-type': 'application/json' }, cookies: [] };

  it.each([
    // API Gateway developer guide: "Hello from Lambda!" and { message: "Hello from Lambda!" }
    ['a string', 'Hello from Lambda!', { ...json, body: 'Hello from Lambda!' }],
    ['an object', { message: 'Hello from Lambda!' }, { ...json, body: '{"message":"Hello from Lambda!"}' }],
    ['nothing', null, { ...json, body: 'null' }],
    [
      'a response of its own',
      {
        cookies: ['a=1', 'b=2'],
        statusCode: 201,
        headers: { 'Content-Type': 'text/html', 'X-N': 3 },
        body: '<p>',
      },
      {
        status: 201,
        headers: { 'content-type': 'text/html', 'x-n': '3' },
        cookies: ['a=1', 'b=2'],
        body: '<p>',
      },
    ],
    [
      'bytes',
      { statusCode: 200, isBase64Encoded: true, body: 'AP8=', headers: { 'content-type': 'image/png' } },
      { status: 200, headers: { 'content-type': 'image/png' }, cookies: [], body: '\u0000\u00ff' },
    ],
    [
      'a status alone',
      { statusCode: 204 },
      { status: 204, headers: { 'content-type': 'text/plain;charset=UTF-8' }, cookies: [], body: '' },
    ],
  ])('maps %s', (_, answer, expected) => {
    expect(mapped(answer)).toEqual(expected);
  });

  it.each([
    { statusCode: 'abc' },
    { statusCode: 200, body: { not: 'text' } },
    { statusCode: 200, headers: ['x'] },
    { statusCode: 200, cookies: 'a=1' },
  ])('answers 500 to %o', (answer) => {
    expect(mapped(answer)).toMatchObject({ status: 500, body: '{"message":"Internal Server Error"}' });
  });
});

describe('cors', () => {
  const cors = {
    AllowOrigins: ['https://a.example', 'https://*.b.example'],
    AllowMethods: ['GET'],
    AllowHeaders: ['authorization'],
    MaxAge: 60,
  };

  it('names the origin that asks, when it is allowed', () => {
    expect(preflightHeaders(cors, 'https://a.example')).toEqual({
      'access-control-allow-origin': 'https://a.example',
      'access-control-allow-methods': 'GET',
      'access-control-allow-headers': 'authorization',
      'access-control-max-age': '60',
    });
    expect(corsHeaders(cors, 'https://x.b.example')).toEqual({
      'access-control-allow-origin': 'https://x.b.example',
    });
  });

  it('says nothing to others', () => {
    for (const origin of ['https://c.example', 'https://b.example', undefined]) {
      expect(preflightHeaders(cors, origin)).toEqual({});
    }
  });
});
