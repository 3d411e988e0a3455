/** Runs a local cloud until it is killed: `node held-cloud.ts <assembly> <data>`. Prints where it is once it is up. */
import { startLocalCloud } from '../../../infra/local/local-cloud.ts';

const [assemblyDirectory = '', dataDirectory = ''] = process.argv.slice(2);
const cloud = await startLocalCloud({ assemblyDirectory, dataDirectory });
// Busy in the way that is hardest to end: a function that never comes back to its event loop.
void cloud.invoke('misbehave', { how: 'spin' }).catch(() => {});
await cloud.invoke('misbehave', { how: 'environment' });
const { apiUrl, clientConfig, outputs } = cloud;
process.stdout.write(`${JSON.stringify({ apiUrl, clientConfig, outputs })}\n`);
