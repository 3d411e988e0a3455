/** A small CDK app that exercises each thing the local runner promises: one stack that keeps, one that runs. */
import { App } from 'aws-cdk-lib';
import { KeepingStack } from './keeping-stack.ts';
import { RunningStack } from './running-stack.ts';

const app = new App();
const keeping = new KeepingStack(app, 'fixture-keeping');
new RunningStack(app, 'fixture-running', { keeping });
app.synth();
