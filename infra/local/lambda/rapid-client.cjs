/**
 * Preloaded into each execution environment: answers the native module of AWS's runtime client (aws-lambda-ric)
 * over node:http. The native one needs a C++ tool chain when it is installed, and does nothing but three HTTP
 * calls to the Runtime API. Plain CommonJS, because stripping types would cost every cold start.
 */
const http = require('node:http');
const Module = require('node:module');
const { pathToFileURL } = require('node:url');

const [host, port] = String(process.env.AWS_LAMBDA_RUNTIME_API).split(':');
const agent = new http.Agent({ keepAlive: true });

const call = (method, path, body, headers) =>
  new Promise((resolve, reject) => {
    const request = http.request({
      host,
      port,
      method,
      path: `/2018-06-01/runtime/invocation/${path}`,
      agent,
      headers,
    });
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ bodyJson: Buffer.concat(chunks).toString(), headers: response.headers }),
      );
    });
    request.end(body);
  });

const post = (path, body, headers) =>
  call('POST', path, body, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...headers,
  });

/** The native client posts before it returns; here the next invocation waits for the post instead. */
let posted = Promise.resolve();

const rapidClient = {
  next: async () => {
    await posted;
    return call('GET', 'next');
  },
  done: (id, body) => {
    posted = post(`${id}/response`, body);
    posted.catch(() => {}); // awaited, and reported, by next()
  },
  error: (id, body) => {
    posted = post(`${id}/error`, body, { 'lambda-runtime-function-error-type': JSON.parse(body).errorType });
    posted.catch(() => {});
  },
};

const load = Module._load;
Module._load = function (request, ...rest) {
  return request.endsWith('/rapid-client.node') ? rapidClient : load.call(this, request, ...rest);
};

/** The runtime client imports a function by its path; on Windows one that begins with a drive is no address. */
if (process.platform === 'win32') {
  const address = (path) => (/^[a-z]:[\\/]/i.test(path) ? pathToFileURL(path).href : path);
  Module.registerHooks({
    resolve: (specifier, context, next) =>
      next([...context.conditions].includes('import') ? address(specifier) : specifier, context),
  });
}
