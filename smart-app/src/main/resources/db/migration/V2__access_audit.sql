-- What IHE BALP 1.1.4 asks of an audit line beyond V1: where, in which visit, what was touched, how it was asked.
-- Null in lines from before this migration. Never a body, never a value.

alter table access_audit add column ehr_id varchar(40);
alter table access_audit add column fhir_base varchar(500);
alter table access_audit add column encounter_id varchar(64);
alter table access_audit add column user_name varchar(200);
alter table access_audit add column resource_ref varchar(120);
alter table access_audit add column query varchar(1000);
alter table access_audit add column request_id varchar(64);
alter table access_audit add column why varchar(40);

create index access_audit_at on access_audit (at);

-- One spelling for each outcome (AccessOutcome).
update access_audit set outcome = 'OK' where outcome in ('ok', 'Found');
update access_audit set outcome = 'NOT_PERMITTED' where outcome in ('not-permitted', 'NotPermitted');
update access_audit set outcome = 'SUBMITTED_FOR_REVIEW' where outcome = 'SubmittedForReview';
update access_audit set outcome = 'REJECTED' where outcome = 'Rejected';
update access_audit set outcome = 'UNKNOWN' where outcome = 'Unknown';
update access_audit set outcome = 'EHR_ERROR' where outcome = 'Failed';
