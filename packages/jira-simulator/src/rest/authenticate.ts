import { createHash, timingSafeEqual } from 'node:crypto';
import type { SimulatorConfig } from '../simulator-options.ts';

/** Cloud takes Basic with e-mail and API token, Data Center a personal access token as Bearer. */
export function isAuthenticated(config: SimulatorConfig, authorization: string | undefined): boolean {
  return isEqual(authorization ?? '', expectedHeader(config));
}

function expectedHeader(config: SimulatorConfig): string {
  if (config.flavour === 'data-center') return `Bearer ${config.credentials.personalAccessToken}`;
  const { email, apiToken } = config.credentials;
  return `Basic ${Buffer.from(`${email}:${apiToken}`).toString('base64')}`;
}

function isEqual(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
