// @ts-check
/**
 * What programs are built for. Plain JavaScript, like all of this folder: the oldest Node that may start us
 * reads no TypeScript.
 *
 * @typedef {{ platform: string, arch: string, libc?: 'glibc' | 'musl' | undefined }} Machine
 */

/**
 * The machine that this process runs on; its C library where there is a choice of one, which is on Linux.
 *
 * @returns {Machine}
 */
export function thisMachine() {
  const { platform, arch } = process;
  return platform === 'linux' ? { platform, arch, libc: libcOf(process.report) } : { platform, arch };
}

/**
 * @param {NodeJS.ProcessReport & { excludeNetwork?: boolean }} report of Node 20.13 or later, where it can leave out the network
 * @returns {'glibc' | 'musl'}
 */
function libcOf(report) {
  report.excludeNetwork = true; // or it would look up the name of every address that we are connected to
  const { header } = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (report.getReport());
  return header.glibcVersionRuntime ? 'glibc' : 'musl';
}

/** @type {Readonly<Record<string, string>>} */
const SYSTEMS = { darwin: 'macOS', linux: 'Linux', win32: 'Windows' };

/**
 * As a person would say it, such as `macOS on arm64`.
 *
 * @param {Machine} machine
 */
export function machineName({ platform, arch, libc }) {
  return `${SYSTEMS[platform] ?? platform}${libc === 'musl' ? ' with musl' : ''} on ${arch}`;
}
