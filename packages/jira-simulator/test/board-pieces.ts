import type { TestSite } from './start-site.ts';

export function fileOne({ sim }: TestSite): void {
  const iryna = sim.agent('iryna');
  iryna.createIssue({ summary: 'Wi-Fi is gone', description: 'Third floor', reporterId: 'olena', priority: 'High' });
}

export const card = (status: string, key: string) => `[data-status="${status}"] [data-key="${key}"]`;

export const onePixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
