import { enableCompileCache } from 'node:module';

// CDK's library is loaded after this, so that from the second time on it need not be compiled again.
enableCompileCache();
const { createOutcomesApp } = await import('./outcomes-app.ts');

/** Entry point of `cdk` and of a plain `node infra/app.ts`: writes the cloud assembly and ends. */
createOutcomesApp().synth();
