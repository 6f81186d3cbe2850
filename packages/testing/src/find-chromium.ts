import { canInstallPackages, findOnPath, installDebianPackage } from './install-debian-package.ts';

/** `executablePath` and `args` are playwright-core's launch options. */
export type Chromium =
  | { kind: 'found'; executablePath: string; args: readonly string[] }
  | { kind: 'missing'; reason: string };

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** No sandbox, because tests run as root in containers, and none of the browser's own calls home. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The machine's Chromium. The test tool's own download is not used: it would not work in a closed network. */
export async function findChromium(): Promise<Chromium> {
  const executablePath = await findOnPath(names);
  if (executablePath) return { kind: 'found', executablePath, args };
  return { kind: 'missing', reason: 'no Chromium here: install the package chromium' };
}

/** As `findChromium`, after installing Debian's package where that can be done without asking anybody. */
export async function ensureChromium(report: (line: string) => void): Promise<Chromium> {
  const found = await findChromium();
  if (found.kind === 'found' || !(await canInstallPackages())) return found;
  report('Chromium: installing the package chromium');
  await installDebianPackage('chromium');
  return findChromium();
}
