-- What a clinician answered for themselves after a visit: theirs, about themselves. Nothing about a patient but the day.
create table reflection (
  id            uuid primary key,
  issuer        varchar(500) not null,
  user_ref      varchar(90)  not null,
  reflected_on  date         not null,
  body          bytea        not null
);
create index reflection_owner on reflection (issuer, user_ref, reflected_on);
