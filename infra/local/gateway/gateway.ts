import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { REGION } from '../account.ts';
import type { Engines } from '../engines/engines.ts';
import { KEEP_ALIVE_MILLISECONDS, listenOnLoopback } from '../loopback.ts';
import { splitTarget } from '../request-target.ts';
import { askingForCapacity, consumedIn, type UsageObserver, type UsedCall } from '../usage.ts';
import {
  type Authorize,
  type Authorizer,
  type Call,
  type PolicyDocument,
  refusalMessage,
  roleAuthorizer,
} from './authorization.ts';
import { isService, Refusal, type Service, sendRefusal } from './error-format.ts';
import { isFormUpload, readFormUpload, requireKeptPolicy } from './form-upload.ts';
import { wholeBody } from './forward.ts';
import { jsonServices, operationOf } from './json-services.ts';
import { type Monitoring, openMonitoring } from './monitoring.ts';
import type { ObjectEvent } from './object-event.ts';
import { parseS3Request, s3Operation } from './s3-actions.ts';
import { s3Service } from './s3-service.ts';
import { openSecrets } from './secrets.ts';
import { bodyHash, verifyPolicySignature, verifySignature } from './signature.ts';
import { readClaim, type SignatureClaim } from './signature-claim.ts';
import { openSigningKeys } from './signing-keys.ts';
import { isOwnOperation, type LocalUser, openUserPool, type UserPool } from './user-pool.ts';
import { waitingSince } from './waiting-messages.ts';

export type { PolicyDocument } from './authorization.ts';
export type { ObjectEvent } from './object-event.ts';

type Principal =
  | {
      name: string;
      /** AWS policy documents with every intrinsic resolved. */
      policies: readonly PolicyDocument[];
    }
  /** Somebody outside of the application, allowed everything. */
  | { name: string; operator: true };

export type Gateway = {
  /** `http://127.0.0.1:<port>`, for every service. */
  readonly url: string;
  /** Registers credentials; calls signed by an unknown access key are refused with 403. */
  admit(accessKeyId: string, secretAccessKey: string, principal: Principal): void;
  dismiss(accessKeyId: string): void;
  readonly secrets: {
    /** Creates the secret unless it exists; its value is kept under dataDirectory. @returns the ARN. */
    create(name: string, generate: () => string): Promise<string>;
  };
  readonly signingKeys: {
    /** Creates the key unless it exists; it is kept under dataDirectory. */
    create(arn: string): Promise<void>;
  };
  /** Defined anew at each start: what rings is looked up when it is asked for. */
  readonly alarms: Pick<Monitoring, 'create'>;
  readonly userPool: Pick<UserPool, 'users' | 'signedIn' | 'isRightCode' | 'accessTokenOf'>;
  stop(): Promise<void>;
};

type RequestParts = { method: string; url: string; headers: IncomingHttpHeaders };

type Admitted = { name: string; secretAccessKey: string; authorizer: Authorizer | undefined };

/** DynamoDB takes 16 MB at once, the others less. S3 is streamed and has no such limit. */
const LARGEST_JSON_BYTES = 17 * 1024 * 1024;

/**
 * Starts the one front door of DynamoDB, DynamoDB Streams, S3, SQS, Secrets Manager, KMS, CloudWatch and Cognito's users.
 * Every request must be signed (SigV4) by credentials that were admitted, and allowed by the policies of the principal they stand
 * for; then it is forwarded to the engine; secrets, signatures and users are answered here. The service is told by the
 * credential scope of the signature, so that all `AWS_ENDPOINT_URL_*` can be the same URL.
 */
export async function startGateway(options: {
  engines: Engines;
  dataDirectory: string;
  onObjectEvent: (event: ObjectEvent) => Promise<void> | void;
  /** Is told of invitations, of which no mail is sent. */
  onInvitation?: (user: LocalUser) => void;
  usage?: Pick<UsageObserver, 'onCall'> | undefined;
}): Promise<Gateway> {
  const { engines, usage } = options;
  const admitted = new Map<string, Admitted>();
  const secrets = openSecrets(join(options.dataDirectory, 'secrets.json'));
  const signingKeys = openSigningKeys(join(options.dataDirectory, 'signing-keys'));
  const userPool = openUserPool(join(options.dataDirectory, 'users.json'), options.onInvitation);
  let url = '';
  const objects = s3Service(engines.storeUrl, options.onObjectEvent);
  const monitoring = openMonitoring((queue) => waitingSince(engines.queuesUrl, queue));
  const json = jsonServices({
    ...{ engines, secrets, signingKeys, userPool, monitoring },
    gatewayUrl: () => url,
  });

  const callerOf = ({ accessKeyId }: SignatureClaim): Admitted => {
    const caller = admitted.get(accessKeyId);
    if (caller) return caller;
    const message = `The access key ${accessKeyId} does not exist in our records.`;
    throw new Refusal(403, 'InvalidAccessKeyId', message);
  };

  const answerForm = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { url: target = '/', headers } = incoming;
    const upload = await readFormUpload(target, headers, await wholeBody(incoming));
    const { claim, policy } = upload;
    if (serviceOf(claim) !== 's3') throw unsigned('s3');
    const { secretAccessKey, authorizer } = callerOf(claim);
    verifyPolicySignature(policy, claim, secretAccessKey);
    requireKeptPolicy(upload, new Date());
    await objects.answerForm(upload, response, (calls) => requireLeave(authorizer, calls));
  };

  const answerJson = async (
    service: Exclude<Service, 's3'>,
    caller: Admitted,
    [headers, body, response, authorize]: [IncomingHttpHeaders, Buffer, ServerResponse, Authorize],
  ): Promise<void> => {
    if (!usage) return json.answer(service, headers, body, response, authorize);
    const target = String(headers['x-amz-target'] ?? '');
    const asked = service === 'dynamodb' ? askingForCapacity(target, body) : body;
    let consumed: UsedCall['consumed'] = [];
    await json.answer(service, headers, asked, response, authorize, (text) => {
      consumed = consumedIn(text);
    });
    usage.onCall({ principal: caller.name, service, operation: operationOf(target), consumed });
  };

  const answer = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = 'GET', url: target = '/', headers } = incoming;
    const request = { method, url: target, headers };
    let service = serviceByTarget(headers['x-amz-target']);
    try {
      if (isFormUpload(method, headers)) return await answerForm(incoming, response);
      const claim = readClaim(request);
      if (
        !claim &&
        service === 'cognito-idp' &&
        isOwnOperation(operationOf(String(headers['x-amz-target'])))
      ) {
        // The user's own token stands in place of a signature, and asks for no leave of a role.
        await json.answer(
          service,
          headers,
          await wholeBody(incoming, LARGEST_JSON_BYTES),
          response,
          () => {},
        );
        return;
      }
      if (!claim) throw unsigned(service);
      service = serviceOf(claim);
      const caller = callerOf(claim);
      const authorize: Authorize = (calls) => requireLeave(caller.authorizer, calls);
      if (service === 's3') {
        verifySignature(request, claim, caller.secretAccessKey, bodyHash(request), new Date());
        await objects.answer(incoming, response, authorize);
        usage?.onCall({ principal: caller.name, service, operation: operationIn(request), consumed: [] });
      } else {
        const body = await wholeBody(incoming, LARGEST_JSON_BYTES);
        verifySignature(request, claim, caller.secretAccessKey, bodyHash(request, body), new Date());
        await answerJson(service, caller, [headers, body, response, authorize]);
      }
    } catch (error) {
      const refusal = error instanceof Refusal ? error : internalError(error);
      sendRefusal(response, refusal, { service, method, resource: splitTarget(target).path });
    }
  };

  const server = createServer((incoming, response) => void answer(incoming, response));
  server.keepAliveTimeout = KEEP_ALIVE_MILLISECONDS;
  server.requestTimeout = 0;
  const listening = await listenOnLoopback(server);
  url = listening.url;

  return {
    url,
    admit: (accessKeyId, secretAccessKey, principal) => {
      const authorizer =
        'operator' in principal ? undefined : roleAuthorizer(principal.name, principal.policies);
      admitted.set(accessKeyId, { name: principal.name, secretAccessKey, authorizer });
    },
    dismiss: (accessKeyId) => void admitted.delete(accessKeyId),
    secrets: { create: secrets.create },
    signingKeys: { create: signingKeys.create },
    alarms: { create: monitoring.create },
    userPool,
    stop: async () => {
      await listening.stop();
      objects.close();
      json.close();
    },
  };
}

/** Which operation of S3 a request is, once it has been answered as one. */
function operationIn({ method, url, headers }: RequestParts): string {
  return s3Operation(parseS3Request(method, url, headers));
}

/** The operator, who has no authorizer, may do everything. */
function requireLeave(authorizer: Authorizer | undefined, calls: readonly Call[]): void {
  if (!authorizer) return;
  for (const call of calls) {
    const decision = authorizer.decide(call);
    if (decision !== 'allowed') {
      throw new Refusal(403, 'AccessDenied', refusalMessage(authorizer, call, decision));
    }
  }
}

function serviceOf(claim: SignatureClaim): Service {
  if (!isService(claim.service)) {
    throw new Refusal(
      400,
      'UnknownOperationException',
      `the service ${claim.service} is not offered locally`,
    );
  }
  if (claim.region !== REGION) {
    throw new Refusal(
      403,
      'SignatureDoesNotMatch',
      `Credential should be scoped to a valid region: ${REGION}, not ${claim.region}.`,
    );
  }
  return claim.service;
}

/** Whose wire format to answer in while the signature has not told yet. */
function serviceByTarget(target: string | string[] | undefined): Service {
  const api = String(target ?? '').split(/[._]/)[0];
  if (api === 'DynamoDB' || api === 'DynamoDBStreams') return 'dynamodb';
  if (api === 'AmazonSQS') return 'sqs';
  if (api === 'TrentService') return 'kms';
  if (api === 'GraniteServiceVersion20100801') return 'monitoring';
  if (api === 'AWSCognitoIdentityProviderService') return 'cognito-idp';
  return api === 'secretsmanager' ? 'secretsmanager' : 's3';
}

function unsigned(service: Service): Refusal {
  return service === 's3'
    ? new Refusal(403, 'AccessDenied', 'Access Denied: the request is not signed.')
    : new Refusal(403, 'MissingAuthenticationToken', 'Request is missing Authentication Token');
}

function internalError(error: unknown): Refusal {
  return new Refusal(
    500,
    'InternalError',
    `the local gateway failed: ${error instanceof Error ? error.message : error}`,
  );
}
