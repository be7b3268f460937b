package org.flippedvisit.app.portal;

import java.time.Clock;
import org.flippedvisit.app.agenda.AgendaService;
import org.flippedvisit.app.goal.GoalService;
import org.flippedvisit.app.ledger.WriteLedger;
import org.flippedvisit.app.note.NoteService;
import org.flippedvisit.app.patient.Openings;
import org.flippedvisit.app.patient.PatientService;
import org.flippedvisit.app.preference.PreferenceService;
import org.flippedvisit.app.previsit.FittingPacks;
import org.flippedvisit.app.previsit.FurtherForms;
import org.flippedvisit.app.previsit.LaunchContexts;
import org.flippedvisit.app.previsit.PreVisitForms;
import org.flippedvisit.app.previsit.PreVisitService;
import org.flippedvisit.app.ui.BackgroundWork;
import org.flippedvisit.fhir.concept.ChartConcepts;
import org.springframework.stereotype.Component;

/** What the portal page reads from and writes to. */
@Component
record PortalServices(
    PatientService patient,
    Openings openings,
    PreVisitService previsit,
    PreVisitForms forms,
    FittingPacks packs,
    LaunchContexts contexts,
    FurtherForms further,
    ChartConcepts concepts,
    AgendaService agenda,
    PreferenceService preference,
    GoalService goal,
    NoteService note,
    WriteLedger ledger,
    BackgroundWork work,
    Clock clock) {}
