// SPDX-License-Identifier: GPL-3.0-or-later
// The curves of one run, plots over the same steps: training loss, held-out loss, learning rate, gradient
// norm, speed, memory and, where it ran on a GPU, that one's power and temperature; on the first two also the
// curves of a second run to compare with. Takes what was added since the last time, never a whole run for one
// step.
#pragma once

#include "core/protocol/runhistory.h"
#include "core/run/runspec.h"
#include "core/statistics/smoothing.h"

#include <QImage>
#include <QWidget>

#include <array>
#include <map>
#include <optional>
#include <vector>

class QGridLayout;

namespace dankai::ui {

class CurvePlot;

class RunPlots final : public QWidget
{
    Q_OBJECT

public:
    explicit RunPlots(QWidget* parent = nullptr);

    // Begins anew, for this run; `history` must outlive the next call or be cleared by clearRun().
    void setRun(const RunHistory* history, const RunSpec& spec, std::int64_t plannedSteps);
    void clearRun();
    // The run's history has grown; or, anew, it is another than it was.
    void update(bool isAnew);

    // The same of a second run, drawn over the first; nothing: none.
    void setCompared(const RunHistory* history, const RunSpec& spec, const QString& name);
    void updateCompared();

    // Of what came before, in [0, 1); 0: no smoothing.
    void setSmoothing(double weight);

    double smoothing() const { return m_smoothing; }

    void setLogarithmic(bool isLogarithmic);
    // To an audience: the losses alone, in plots that no ring is drawn around.
    void setPresenting(bool isPresenting);
    void showEverything();

    QImage image() const;

    CurvePlot* lossPlot() const { return m_loss; }

    CurvePlot* heldOutPlot() const { return m_heldOut; }

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void append();
    void appendResources();
    void arrange();
    void showMarks();

    const RunHistory* m_history = nullptr;
    RunSpec m_spec;
    std::int64_t m_plannedSteps = 0;
    const RunHistory* m_compared = nullptr;
    RunSpec m_comparedSpec;
    QString m_comparedName;
    double m_smoothing = 0.8;
    bool m_isPresenting = false;

    CurvePlot* m_loss;
    CurvePlot* m_heldOut;
    CurvePlot* m_learningRate;
    CurvePlot* m_gradNorm;
    CurvePlot* m_speed;
    CurvePlot* m_memory;
    CurvePlot* m_power;
    CurvePlot* m_temperature;
    std::array<CurvePlot*, 8> m_plots;
    QGridLayout* m_layout;

    std::size_t m_stepsShown = 0;
    std::size_t m_resourcesShown = 0;
    std::map<int, std::size_t> m_heldOutShown;

    struct PhaseCurves
    {
        int raw = -1;
        int smooth = -1;
        int learningRate = -1;
        int gradNorm = -1;
        int speed = -1;
    };

    std::vector<PhaseCurves> m_phaseCurves;
    std::map<int, int> m_heldOutCurves;
    int m_meanPhase = 0; // of the mean below
    ExponentialMean m_mean{0};
};

} // namespace dankai::ui
