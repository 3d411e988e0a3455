import { createOutcomesApp } from './outcomes-app.ts';

/** Entry point of `cdk` and of a plain `node infra/app.ts`: writes the cloud assembly and ends. */
createOutcomesApp().synth();
