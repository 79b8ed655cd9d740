-- Tokens that members issued for their own parties end with the right to the party. H2 and PostgreSQL.
alter table api_token add column of_member boolean default false not null; -- who issued it may lose the party, and the token ends then

-- Who may not manage tokens can have issued them as a member alone: for one party of one grid, under the party's own name.
update api_token set of_member = true
where parties like '%/%' and parties not like '%,%'
  and name like substring(parties from position(':' in parties) + 1) || '.%'
  and exists (select 1 from person where person.name = api_token.issued_by
      and person.roles not like '%operator%' and person.roles not like '%admin%');

-- Of those, what had outlived the right to its party ends now.
update api_token set revoked_at = current_timestamp
where of_member and revoked_at is null
  and not exists (select 1 from person where person.name = api_token.issued_by and not person.disabled
      and person.roles like '%member%'
      and (',' || person.parties || ',' like '%,' || api_token.parties || ',%'
          or ',' || person.parties || ',' like '%,' || substring(api_token.parties from position('/' in api_token.parties) + 1) || ',%'));
