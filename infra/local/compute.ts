import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Activity } from './activity.ts';
import { roles } from './assembly/roles.ts';
import { deadLetterQueues } from './event-sources/dead-letter-queues.ts';
import type { EventSource } from './event-sources/event-source.ts';
import { startEventSources } from './event-sources/event-sources.ts';
import { notificationRules } from './event-sources/notification-rules.ts';
import { objectNotifications } from './event-sources/object-notifications.ts';
import { scheduleDefinitions } from './event-sources/schedule-definition.ts';
import { type Schedules, startSchedules } from './event-sources/schedules.ts';
import { streamApi } from './event-sources/stream-api.ts';
import { apiDefinition } from './http-api/api-definition.ts';
import { httpApi } from './http-api/http-api.ts';
import { gatewayResponse } from './http-api/response.ts';
import type { Infrastructure } from './infrastructure.ts';
import { asynchronousInvoker } from './lambda/asynchronous-invocation.ts';
import { functionDefinitions } from './lambda/function-definition.ts';
import { type LambdaService, startLambdaService } from './lambda/lambda-service.ts';
import { checkServiceCalls, serviceCalls } from './service-permissions.ts';
import type { UsageObserver } from './usage.ts';

/** The functions of the application and all that starts them. */
export type Compute = {
  readonly lambda: LambdaService;
  readonly sources: readonly EventSource[];
  readonly schedules: Schedules;
  readonly deadLetterQueues: readonly string[];
};

/** How long running invocations get to end by themselves when everything is stopped. */
const GRACE_MILLISECONDS = 2_000;

/** Starts functions, HTTP API, event sources and schedules. Whatever was started is in `cleanup`, also when this throws. */
export async function startCompute(
  base: Infrastructure,
  options: {
    dataDirectory: string;
    activity: Activity;
    log: (line: string) => void;
    usage: UsageObserver | undefined;
  },
  cleanup: AsyncDisposableStack,
): Promise<Compute> {
  const { app, gateway, queues } = base;
  const { activity, log, dataDirectory, usage } = options;
  const definitions = functionDefinitions(app);
  const scheduled = scheduleDefinitions(app);
  const allRoles = roles(app);
  const calls = serviceCalls(app, definitions, scheduled);
  checkServiceCalls(calls, allRoles);

  const logDirectory = join(dataDirectory, 'logs');
  const lambda = startLambdaService({
    ...{ definitions, roles: allRoles, gateway, activity, logDirectory, usage },
  });
  cleanup.defer(lambda.stop);
  const invokeAsynchronously = asynchronousInvoker(lambda, queues);
  const place = { queues, lambda, invokeAsynchronously, activity, log };
  base.onObjectEvent(objectNotifications(notificationRules(app), place));
  const api = apiDefinition(app);
  base.apiServer.serve(api ? httpApi(api, lambda) : async () => gatewayResponse(404, 'Not Found'));

  const streams = streamApi(base.engines.dynamodbUrl);
  cleanup.defer(streams.close);
  const sources = await startEventSources(app, {
    ...{ queues, lambda, activity, log },
    api: streams,
    streams: base.provisioned.streams,
    checkpointDirectory: join(dataDirectory, 'checkpoints'),
  });
  cleanup.defer(() => stopGently(sources, lambda));
  const schedules = startSchedules(scheduled, place);
  cleanup.defer(schedules.stop);
  return { lambda, sources, schedules, deadLetterQueues: deadLetterQueues(app, calls) };
}

async function stopGently(sources: readonly EventSource[], lambda: LambdaService): Promise<void> {
  const ended = Promise.all(sources.map((source) => source.stop()));
  await Promise.race([ended, delay(GRACE_MILLISECONDS, undefined, { ref: false })]);
  await lambda.stop();
  await ended;
}
