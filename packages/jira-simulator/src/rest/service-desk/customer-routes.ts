import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { done, type Outcome, refused } from '../../site/outcome.ts';
import type { PersonRecord } from '../../site/records.ts';
import type { Site } from '../../site/site.ts';
import { DeskPage, presentDeskPage } from '../present/present-page.ts';
import { presentDeskUser } from '../present/present-person.ts';
import { answer, readBody, refuse } from '../refuse.ts';
import type { RestContext } from '../rest-context.ts';
import { deskNotFound, isOurs } from './desk-routes.ts';

interface OneDesk {
  Params: { serviceDeskId: string };
}

const path = '/rest/servicedeskapi';

const NewCustomer = z.strictObject({
  displayName: z.string().min(1).optional(),
  fullName: z.string().min(1).optional(),
  email: z.string(),
});

const People = z.strictObject({
  accountIds: z.array(z.string()).max(100).default([]),
  usernames: z.array(z.string()).max(100).default([]),
});

const CustomersQuery = DeskPage.extend({ query: z.string().default('') });

/** Customers: making one known to the site, and inviting them to the desk. */
export function registerCustomerRoutes(app: FastifyInstance, context: RestContext): void {
  const { site } = context;

  app.post(`${path}/customer`, (request, reply) => {
    const body = readBody(NewCustomer, request.body);
    if (body.kind === 'refused') return refuse(reply, body);
    return answer(reply, createCustomer(site, body.value), 201, ({ id }) => presentDeskUser(context, id));
  });

  app.get<OneDesk>(`${path}/servicedesk/:serviceDeskId/customer`, (request, reply) => {
    if (!isOurs(context, request.params)) return refuse(reply, deskNotFound);
    return answer(reply, readBody(CustomersQuery, request.query), 200, ({ query, ...page }) => {
      const customers = listCustomers(site, query);
      const list = `/servicedesk/${site.config.serviceDeskId}/customer`;
      return presentDeskPage(context, list, page, customers, ({ id }) => presentDeskUser(context, id));
    });
  });

  app.post<OneDesk>(`${path}/servicedesk/:serviceDeskId/customer`, (request, reply) => {
    if (!isOurs(context, request.params)) return refuse(reply, deskNotFound);
    const body = readBody(People, request.body);
    if (body.kind === 'refused') return refuse(reply, body);
    const people = [...body.value.accountIds, ...body.value.usernames].map((id) => site.people.find(id));
    if (people.includes(undefined)) return refuse(reply, refused(400, 'One of the users does not exist.'));
    for (const person of people) if (person) site.people.put({ ...person, deskAccess: true });
    return reply.status(204).send();
  });
}

/** Known to the site from now on, but not yet a customer of this desk. */
function createCustomer(
  site: Site,
  { email, displayName, fullName }: z.output<typeof NewCustomer>,
): Outcome<PersonRecord> {
  if (!/^[^@\s]+@[^@\s]+$/.test(email)) return refused(400, `The email address '${email}' is not valid.`);
  if (site.people.findByEmail(email)) return refused(400, `An account already exists for this email address: ${email}`);
  const customer: PersonRecord = {
    id: site.flavour === 'cloud' ? `qm:${randomUUID()}` : email,
    displayName: displayName ?? fullName ?? email,
    emailAddress: email,
    role: 'customer',
    deskAccess: false,
    active: true,
  };
  site.people.put(customer);
  return done(customer);
}

function listCustomers(site: Site, query: string): PersonRecord[] {
  const term = query.toLowerCase();
  return site.people
    .all()
    .filter(({ role, deskAccess }) => role === 'customer' && deskAccess)
    .filter(({ displayName, emailAddress }) => `${displayName} ${emailAddress}`.toLowerCase().includes(term));
}
