import { z } from 'zod';
import { type Finding, type Inspection, wrong } from '../../trackers/first-run/finding.ts';
import type { OpenProjectProbe, Probed } from './probe-openproject.ts';

/** Only administrators are told the version. */
const Root = z.object({
  _type: z.literal('Root'),
  instanceName: z.string().default(''),
  coreVersion: z.string().nullish(),
});
const Myself = z.object({ name: z.string().default('') });

export interface InspectedAccess extends Inspection {
  readonly isOpen: boolean;
}

const addressRemedy =
  'OPENPROJECT_URL is the address at which people open OpenProject, with its relative root if it has one, such as https://projects.company.example.';

/** Whether an OpenProject answers at the address, and lets the service account in. */
export async function inspectAccess(probe: OpenProjectProbe): Promise<InspectedAccess> {
  const root = await probe.ask({ name: 'read root', effect: 'reads', method: 'GET', path: '', answer: Root });
  if (root.kind === 'failed') return shut(notLetIn(probe, root));
  const myself = await probe.ask({
    name: 'read own account',
    effect: 'reads',
    method: 'GET',
    path: '/users/me',
    answer: Myself,
  });
  if (myself.kind === 'failed') return shut(notLetIn(probe, myself));
  const { instanceName, coreVersion } = root.value;
  const version = coreVersion ? ` ${coreVersion}` : '';
  const facts = [`OpenProject${version} "${instanceName}" lets ${myself.value.name} in`];
  return { name: 'access', facts, findings: [], isOpen: true };
}

function shut(finding: Finding): InspectedAccess {
  return { name: 'access', facts: [], findings: [finding], isOpen: false };
}

function notLetIn(
  { auth }: OpenProjectProbe,
  { status, cause }: Extract<Probed<unknown>, { kind: 'failed' }>,
): Finding {
  if (cause === 'no-access') {
    return wrong(
      'OpenProject gives no token for OPENPROJECT_CLIENT_ID and OPENPROJECT_CLIENT_SECRET',
      `Administration > Authentication > OAuth applications: the application takes part in the client credentials flow as the service account, with the scope api_v3. Or nothing answers at OPENPROJECT_URL at all. ${addressRemedy}`,
    );
  }
  if (status === 401 || status === 403) {
    return auth === 'api-key'
      ? wrong(
          'OpenProject does not take OPENPROJECT_API_KEY',
          'Sign in as the service account, Account settings > Access tokens > API, and take the new key. An administrator may have switched API keys off: Administration > API and webhooks.',
        )
      : wrong(
          'OpenProject does not take the token of the OAuth application',
          'Administration > Authentication > OAuth applications: its scope is api_v3, and the account it acts as is active.',
        );
  }
  if (cause === 'unexpected-answer' || status === 404 || status === 405) {
    return wrong('something answers at OPENPROJECT_URL, but not as OpenProject does', addressRemedy);
  }
  if (status === null) {
    const remedy = `${addressRemedy} Then look at names, firewalls and certificates between this host and OpenProject (a company's own authority: NODE_EXTRA_CA_CERTS).`;
    return wrong('nothing answers at OPENPROJECT_URL', remedy);
  }
  return wrong(
    `OpenProject answers with ${status}`,
    status === 429 ? 'Wait a minute, then look again.' : 'Look again once OpenProject works.',
  );
}
