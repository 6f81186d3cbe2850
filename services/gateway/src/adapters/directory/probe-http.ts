import { z } from 'zod';
import type { Finding } from './survey-people.ts';

export interface ProbeHttpOptions {
  readonly url: string;
  readonly bearerToken: string;
  readonly requestDeadlineMs?: number;
}

const smallPage = 2;
const Page = z.object({ people: z.array(z.unknown()), nextCursor: z.string().nullable() });

/** Holds an endpoint against docs/directory-http.openapi.yaml in what reading all of its pages does not show. */
export async function probeHttp(options: ProbeHttpOptions): Promise<readonly Finding[]> {
  const { url, bearerToken, requestDeadlineMs = 10_000 } = options;
  const ask = async (headers: Readonly<Record<string, string>>) => {
    const address = new URL(url);
    address.searchParams.set('limit', String(smallPage));
    const signal = AbortSignal.timeout(requestDeadlineMs);
    const response = await fetch(address, {
      headers: { accept: 'application/json', ...headers },
      redirect: 'manual',
      signal,
    });
    const etag = response.headers.get('etag');
    const type = response.headers.get('content-type') ?? '';
    if (response.status === 200) return { status: 200, etag, type, body: await response.text() };
    await response.body?.cancel();
    return { status: response.status, etag, type, body: '' };
  };
  const authorization = `Bearer ${bearerToken}`;
  try {
    const stranger = await ask({});
    const first = await ask({ authorization });
    const repeated = first.etag === null ? null : await ask({ authorization, 'if-none-match': first.etag });
    return [...judgeStranger(stranger.status), ...judgePage(first), ...judgeRepeated(first.status, repeated?.status)];
  } catch {
    return [finding('wrong', 'the endpoint does not answer', 'Check DIRECTORY_URL and the way to it.')];
  }
}

function judgeStranger(status: number): readonly Finding[] {
  if (status === 401 || status === 403) return [];
  return [
    finding(
      'wrong',
      `a request without a token is answered ${status}`,
      'Answer 401: anybody may read your people now.',
    ),
  ];
}

function judgePage({ status, type, body }: { status: number; type: string; body: string }): readonly Finding[] {
  if (status !== 200) {
    return [
      finding('wrong', `a request with DIRECTORY_TOKEN is answered ${status}`, 'Answer 200 with a page of people.'),
    ];
  }
  const page = Page.safeParse(parseJson(body));
  if (!page.success) {
    const places = page.error.issues.map(({ path }) => path.join('.') || 'the page').join(', ');
    return [
      finding('wrong', `the page has another shape (${places})`, 'Answer {"people": […], "nextCursor": … or null}.'),
    ];
  }
  return [
    ...(/^application\/([\w.-]+\+)?json\b/.test(type)
      ? []
      : [finding('note', 'the answer does not say that it is JSON', 'Send Content-Type: application/json.')]),
    ...(page.data.people.length <= smallPage
      ? []
      : [finding('note', `a page has more people than limit=${smallPage} asks for`, 'Keep to `limit`.')]),
  ];
}

function judgeRepeated(first: number, repeated: number | undefined): readonly Finding[] {
  if (first !== 200) return [];
  if (repeated === undefined) {
    return [
      finding('note', 'there is no ETag', 'With one, the whole list is sent only after a change, not every 5 minutes.'),
    ];
  }
  return repeated === 304
    ? []
    : [
        finding(
          'note',
          `If-None-Match with the same ETag is answered ${repeated}`,
          'Answer 304 while nobody has changed.',
        ),
      ];
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

function finding(weight: Finding['weight'], what: string, remedy: string): Finding {
  return { weight, what, remedy };
}
