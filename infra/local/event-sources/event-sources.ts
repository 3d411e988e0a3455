import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { arnService } from '../account.ts';
import type { Activity } from '../activity.ts';
import type { Application, Resource } from '../assembly/application.ts';
import type { FunctionDefinition } from '../lambda/function-definition.ts';
import type { LambdaService } from '../lambda/lambda-service.ts';
import type { Stream } from '../provision/tables.ts';
import type { Queues } from '../queues.ts';
import type { EventSource } from './event-source.ts';
import { startQueueMapping } from './queue-mapping.ts';
import { queueSettings } from './queue-settings.ts';
import type { StreamApi } from './stream-api.ts';
import { startStreamMapping } from './stream-mapping.ts';
import { streamSettings } from './stream-settings.ts';

export type EventSourcesPlace = {
  readonly api: StreamApi;
  readonly streams: ReadonlyMap<string, Stream>;
  readonly queues: Queues;
  readonly lambda: LambdaService;
  readonly activity: Activity;
  readonly checkpointDirectory: string;
  log(line: string): void;
};

/** The mappings that are not switched off. */
const mappings = (app: Application): Resource[] =>
  app.resources('AWS::Lambda::EventSourceMapping').filter((mapping) => mapping.property('Enabled') !== false);

/** Starts every event source mapping of the application; when one cannot start, those that have are stopped. */
export async function startEventSources(app: Application, place: EventSourcesPlace): Promise<EventSource[]> {
  mkdirSync(place.checkpointDirectory, { recursive: true });
  const sources: EventSource[] = [];
  try {
    for (const mapping of mappings(app)) sources.push(await startOne(mapping, place));
  } catch (error) {
    await Promise.all(sources.map((source) => source.stop()));
    throw error;
  }
  return sources;
}

function startOne(mapping: Resource, place: EventSourcesPlace): Promise<EventSource> {
  const sourceArn = String(mapping.property('EventSourceArn'));
  const { lambda, activity, queues, log } = place;
  const invoker = (definition: FunctionDefinition) => (payload: string) => lambda.invoke(definition, payload);
  switch (arnService(sourceArn)) {
    case 'dynamodb': {
      const settings = streamSettings(mapping);
      const definition = lambda.find(settings.functionReference);
      const stream = [...place.streams.values()].find((each) => each.arn === sourceArn);
      if (!stream) throw new Error(`${mapping.label}: there is no stream ${sourceArn}`);
      return startStreamMapping(settings, {
        api: place.api,
        stream,
        checkpointFile: join(place.checkpointDirectory, `${settings.id}.json`),
        activity,
        functionArn: definition.arn,
        functionName: definition.constructName,
        invoke: invoker(definition),
        sendFailure: queues.send,
        log,
      });
    }
    case 'sqs': {
      const settings = queueSettings(mapping);
      const definition = lambda.find(settings.functionReference);
      const functionName = definition.constructName;
      return startQueueMapping(settings, {
        functionName,
        queues,
        activity,
        invoke: invoker(definition),
        log,
      });
    }
    default:
      throw new Error(
        `${mapping.label}: only streams of tables and queues can be sources locally, not ${sourceArn}`,
      );
  }
}

/** ARNs of the queues that a mapping works off. */
export function workQueues(app: Application): string[] {
  const sources = mappings(app).map((mapping) => String(mapping.property('EventSourceArn')));
  return [...new Set(sources.filter((source) => arnService(source) === 'sqs'))];
}
