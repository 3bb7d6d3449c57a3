// SPDX-License-Identifier: Apache-2.0
#include "core/run/modelpath.h"

#include <yaml-cpp/yaml.h>

namespace dankai {

std::string withModelPath(std::string_view yaml, const std::string& path)
{
    YAML::Node root = YAML::Load(std::string(yaml));
    root["model"]["path"] = path;
    return YAML::Dump(root) + "\n";
}

} // namespace dankai
