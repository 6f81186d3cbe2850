import { z } from 'zod';
import { type Finding, type Inspection, wrong } from '../../trackers/first-run/finding.ts';
import type { JiraProbe, Probed } from './probe-jira.ts';

const Server = z.object({
  deploymentType: z.string().default('Server'),
  version: z.string().default(''),
  versionNumbers: z.array(z.number()).default([]),
});

const Myself = z.object({
  displayName: z.string().default(''),
  timeZone: z.string().optional(),
});

export interface InspectedAccess extends Inspection {
  readonly isOpen: boolean;
  /** The first number of its version. */
  readonly major: number;
}

const addressRemedy =
  'JIRA_BASE_URL is the address at which people open Jira, with its context path if it has one, such as https://company.atlassian.net or https://jira.company.example/jira.';

/** Whether a Jira of the configured kind answers at the address, and lets the service account in. */
export async function inspectAccess(probe: JiraProbe): Promise<InspectedAccess> {
  const server = await askServer(probe);
  // Wrong credentials are refused even where none are needed: then the account itself says more.
  const amiss = server.kind === 'answered' ? wrongKind(probe, server.value.deploymentType) : unreachable(server);
  const major = server.kind === 'answered' ? (server.value.versionNumbers[0] ?? 0) : 0;
  if (amiss !== null) return { name: 'access', facts: [], findings: [amiss], isOpen: false, major };

  const myself = await probe.ask({
    name: 'read own account',
    effect: 'reads',
    method: 'GET',
    path: `${probe.flavour.api}/myself`,
    answer: Myself,
  });
  if (myself.kind === 'failed') {
    return { name: 'access', facts: [], findings: [notLetIn(probe, myself)], isOpen: false, major };
  }
  const kind = probe.flavour.name === 'cloud' ? 'Jira Cloud' : 'Jira Data Center';
  const version = server.kind === 'answered' && probe.flavour.name === 'data-center' ? ` ${server.value.version}` : '';
  return {
    name: 'access',
    facts: [`${kind}${version} lets the service account in`],
    findings: [],
    isOpen: true,
    major,
  };
}

/** The older root is answered by both, so that a wrong TRACKER is told from a wrong address. */
function askServer(probe: JiraProbe): Promise<Probed<z.infer<typeof Server>>> {
  return probe.ask({
    name: 'read server',
    effect: 'reads',
    method: 'GET',
    path: '/rest/api/2/serverInfo',
    answer: Server,
  });
}

function wrongKind({ flavour }: JiraProbe, deploymentType: string): Finding | null {
  const isCloud = deploymentType.toLowerCase() === 'cloud';
  if (isCloud === (flavour.name === 'cloud')) return null;
  return isCloud
    ? wrong('Jira Cloud answers at JIRA_BASE_URL', 'Set TRACKER=jira-cloud, JIRA_EMAIL and JIRA_API_TOKEN.')
    : wrong(
        'a Jira Data Center answers at JIRA_BASE_URL',
        'Set TRACKER=jira-data-center and JIRA_PERSONAL_ACCESS_TOKEN.',
      );
}

/** Null where the answer says nothing of the address. */
function unreachable({ status, cause }: Extract<Probed<unknown>, { kind: 'failed' }>): Finding | null {
  if (status === 401 || status === 403) return null;
  if (cause === 'unexpected-answer' || status === 404 || status === 405) {
    return wrong('something answers at JIRA_BASE_URL, but not as Jira does', addressRemedy);
  }
  if (status === null) {
    const remedy = `${addressRemedy} Then look at names, firewalls and certificates between this host and Jira (a company's own authority: NODE_EXTRA_CA_CERTS).`;
    return wrong('nothing answers at JIRA_BASE_URL', remedy);
  }
  return wrong(
    `Jira answers with ${status}`,
    status === 429 ? 'Wait a minute, then look again.' : 'Look again once Jira works.',
  );
}

function notLetIn({ flavour }: JiraProbe, { status, cause }: Extract<Probed<unknown>, { kind: 'failed' }>): Finding {
  if (status === 401) {
    return flavour.name === 'cloud'
      ? wrong(
          'Jira does not take JIRA_EMAIL and JIRA_API_TOKEN',
          'The e-mail is that of the service account, and the token one that this account made at https://id.atlassian.com/manage-profile/security/api-tokens and that has not expired.',
        )
      : wrong(
          'Jira does not take JIRA_PERSONAL_ACCESS_TOKEN',
          'Sign in as the service account, Profile > Personal Access Tokens > Create token, and take care of its expiry.',
        );
  }
  if (status === 403) {
    return wrong(
      'Jira knows the service account and does not let it in',
      'Give it access to the Jira Service Management product, and sign in once in a browser: a captcha or terms may wait there. On Cloud look at the list of allowed addresses as well.',
    );
  }
  return unreachable({ kind: 'failed', status, cause }) ?? wrong('the service account cannot be read', addressRemedy);
}
