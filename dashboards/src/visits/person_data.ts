// Who a visitor is, from whatever they, or the site, have told. Pure.
import type { Fact } from '../visitor/visitor_data';
import type { VisitorPerson } from './wire';

export function identityFacts(person: VisitorPerson | null): Fact[] {
  if (!person) return [];
  const told: [string, string | null | undefined][] = [['Name', person.name], ['User name', person.username], ['E-mail', person.email], ['Phone', person.phone], ...Object.entries(person.attributes ?? {})];
  return told.flatMap(([word, value]) => (value ? [{ word, value }] : []));
}
